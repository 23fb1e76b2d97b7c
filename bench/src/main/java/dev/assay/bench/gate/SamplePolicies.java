package dev.assay.bench.gate;

import dev.assay.bench.ApiAccess;
import dev.assay.gate.policy.Policy;
import dev.assay.gate.resource.BrokenPolicyException;
import dev.assay.gate.resource.PolicyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The policies of the resource {@code policies.yaml}. Which images they deny is known by {@link #deny}. */
final class SamplePolicies {
    /** The most critical vulnerabilities by OpenSCAP that one of the two policies which deny lets pass, unless it is changed. */
    static final int LIMIT = 5;

    /** The other's, by Clair. */
    private static final int CLAIR_LIMIT = 3;

    /** The one that is changed. */
    private static final String CHANGING = "critical-by-openscap";

    private SamplePolicies() {}

    static void create(ApiAccess api) throws IOException {
        for (String document : text().split("(?m)^---$", -1)) {
            api.createPolicy(document);
        }
    }

    /** Has one of them deny by OpenSCAP's findings from {@code limit + 1} critical ones on. */
    static void change(ApiAccess api, int limit) throws IOException {
        api.patchPolicy(CHANGING, """
                {"validations": [{
                  "expression": "quality['vulnerability.openscap'].severity[3] <= %d",
                  "messageExpression": "string(quality['vulnerability.openscap'].severity[3]) + ' critical vulnerabilities'"
                }]}""".formatted(limit));
    }

    /** Whether they deny it, with {@code limit} for the one that changes. */
    static boolean deny(SampleImages images, int image, int limit) {
        return images.criticalByOpenscap(image) > limit || images.criticalByClair(image) > CLAIR_LIMIT;
    }

    static List<Policy> compiled() throws IOException {
        try {
            return new PolicyReader().readFile(text());
        } catch (BrokenPolicyException e) {
            throw new IllegalStateException("policies.yaml: " + e.getMessage(), e);
        }
    }

    private static String text() throws IOException {
        try (InputStream resource = Objects.requireNonNull(SamplePolicies.class.getResourceAsStream("policies.yaml"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
