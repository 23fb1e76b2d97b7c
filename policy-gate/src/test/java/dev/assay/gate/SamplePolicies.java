package dev.assay.gate;

import dev.assay.gate.policy.Policy;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.resource.BrokenPolicyException;
import dev.assay.gate.resource.PolicyReader;
import java.util.Arrays;
import java.util.List;

/** Policies as a user writes them. */
public final class SamplePolicies {
    public static final String NO_CRITICAL = """
            validationActions: [Deny]
            validations:
              - expression: quality['vulnerability.openscap'].severity[3] == 0
                message: critical vulnerabilities
            """;

    private SamplePolicies() {}

    /** A document of one policy; {@code spec} is YAML, the fields of the spec. */
    public static String document(String name, String spec) {
        return """
                apiVersion: assay.dev/v1alpha1
                kind: ImageQualityPolicy
                metadata:
                  name: %s
                spec:
                %s
                """.formatted(name, spec.indent(2));
    }

    public static Policy policy(String name, String spec) {
        try {
            return new PolicyReader().readFile(document(name, spec)).get(0);
        } catch (BrokenPolicyException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static PolicySet set(Policy... policies) {
        return new PolicySet(Arrays.asList(policies), List.of());
    }
}
