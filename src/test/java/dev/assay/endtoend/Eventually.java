package dev.assay.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contract.image.ImageDigest;
import dev.assay.testbed.cluster.ImageApi;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** What an Image carries in the end. */
final class Eventually {
    static final String DENY = "images.openshift.io/deny-execution";
    static final String VERDICT = "assay.dev/verdict";
    static final String VULNERABILITY = "quality.images.openshift.io/vulnerability.openscap";
    static final String POLICY = "quality.images.openshift.io/policy.openscap";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final ImageApi images;

    Eventually(ImageApi images) {
        this.images = images;
    }

    /** @return the annotations that fulfilled the condition */
    Map<String, String> annotations(ImageDigest digest, Predicate<Map<String, String>> condition) {
        return await("Image " + digest)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> now(digest), condition);
    }

    /** Waits until the verdict's decision is this one. */
    Map<String, String> decision(ImageDigest digest, String decision) {
        return annotations(digest, it -> decision(it).equals(decision));
    }

    Map<String, String> now(ImageDigest digest) {
        return images.find(digest).map(it -> it.annotations()).orElse(Map.of());
    }

    static String decision(Map<String, String> annotations) {
        return annotations.containsKey(VERDICT)
                ? json(annotations, VERDICT).path("decision").asText()
                : "";
    }

    static JsonNode json(Map<String, String> annotations, String key) {
        try {
            return JSON.readTree(annotations.getOrDefault(key, "{}"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(key + " is not JSON: " + annotations.get(key), e);
        }
    }
}
