package dev.assay.gate.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a failed validation leads to. */
public enum ValidationAction {
    /** The image may not run. */
    @JsonProperty("Deny")
    DENY,
    /** The image may run; its verdict warns. */
    @JsonProperty("Warn")
    WARN,
    /** The image may run; its verdict, and thereby the audit trail, names what failed. */
    @JsonProperty("Audit")
    AUDIT
}
