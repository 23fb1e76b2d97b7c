package dev.assay.endtoend;

/** The policy that goes with {@link KnownFeed}. */
final class KnownPolicy {
    /** Denies what has a vulnerability of the feed. */
    static final String DENY_VULNERABLE = """
            apiVersion: assay.dev/v1alpha1
            kind: ImageQualityPolicy
            metadata:
              name: no-vulnerabilities
            spec:
              requires: [vulnerability.openscap]
              validationActions: [Deny]
              validations:
                - expression: quality['vulnerability.openscap'].counts.important == 0
                  message: an important security update is missing
            """;

    private KnownPolicy() {}
}
