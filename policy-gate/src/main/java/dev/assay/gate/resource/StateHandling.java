package dev.assay.gate.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.gate.policy.Handling;

/** What a policy makes of a required annotation without a result. */
public enum StateHandling {
    @JsonProperty("Undecided")
    UNDECIDED(Handling.UNDECIDED),
    @JsonProperty("Deny")
    DENY(Handling.DENY);

    private final Handling handling;

    StateHandling(Handling handling) {
        this.handling = handling;
    }

    Handling handling() {
        return handling;
    }
}
