package dev.assay.gate.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a failed validation leads to. */
public enum ValidationAction {
    /** The image may not run. */
    @JsonProperty("Deny")
    DENY("Deny"),
    /** The image may run; its verdict warns. */
    @JsonProperty("Warn")
    WARN("Warn"),
    /** The image may run; its verdict, and thereby the audit trail, names what failed. */
    @JsonProperty("Audit")
    AUDIT("Audit");

    private final String id;

    ValidationAction(String id) {
        this.id = id;
    }

    /** As policies have it. */
    public String id() {
        return id;
    }
}
