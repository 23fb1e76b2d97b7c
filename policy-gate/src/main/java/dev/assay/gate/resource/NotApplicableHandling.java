package dev.assay.gate.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.gate.policy.Handling;

/** What a policy makes of a scanner that has nothing to say on an image of its kind. Only this may be allowed. */
public enum NotApplicableHandling {
    @JsonProperty("Undecided")
    UNDECIDED(Handling.UNDECIDED),
    @JsonProperty("Deny")
    DENY(Handling.DENY),
    @JsonProperty("Allow")
    ALLOW(Handling.ALLOW);

    private final Handling handling;

    NotApplicableHandling(Handling handling) {
        this.handling = handling;
    }

    Handling handling() {
        return handling;
    }
}
