package dev.assay.gate.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an expression means that compiled and then broke on an image. */
public enum FailurePolicy {
    /** The same as a validation that failed. */
    @JsonProperty("Fail")
    FAIL,
    /** A warning in the verdict, nothing more. */
    @JsonProperty("Ignore")
    IGNORE
}
