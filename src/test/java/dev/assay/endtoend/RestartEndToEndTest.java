package dev.assay.endtoend;

import static dev.assay.endtoend.Eventually.DENY;
import static dev.assay.endtoend.Eventually.POLICY;
import static dev.assay.endtoend.Eventually.VERDICT;
import static dev.assay.endtoend.Eventually.VULNERABILITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.image.ImageDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartEndToEndTest {
    private static final int IMAGES = 30;

    @Test
    void shouldEndRightForEveryImageWhenKilledWhileScanning(@TempDir Path directory) throws IOException {
        try (Cluster cluster = Cluster.start(directory)) {
            // Given
            cluster.writePolicy("policy.yaml", KnownPolicy.DENY_VULNERABLE);
            cluster.killAssay();
            Map<ImageDigest, Boolean> vulnerable = new LinkedHashMap<>();
            for (int i = 0; i < IMAGES; i++) {
                boolean old = i % 2 == 0;
                vulnerable.put(cluster.samples.pushDebian12("shop/app" + i, (old ? "1." : "3.") + i + "-1"), old);
            }
            Eventually eventually = new Eventually(cluster.images);
            cluster.startAssay();
            await().atMost(Duration.ofMinutes(1)).until(() -> annotated(eventually, vulnerable) >= 2);

            // When
            cluster.killAssay();
            long before = annotated(eventually, vulnerable);
            cluster.startAssay();

            // Then
            assertThat(before)
                    .as("some were not scanned yet when it was killed")
                    .isLessThan(IMAGES);
            vulnerable.forEach((digest, denied) -> {
                Map<String, String> annotations = eventually.decision(digest, denied ? "DENY" : "ALLOW");
                assertThat(annotations).containsKey(VULNERABILITY);
                assertThat(annotations.containsKey(DENY)).isEqualTo(denied);
            });
        }
    }

    @Test
    void shouldJudgeByNewAdvisoriesThoughTheRegistryIsGone(@TempDir Path directory) throws IOException {
        try (Cluster cluster = Cluster.start(directory)) {
            // Given
            cluster.writePolicy("policy.yaml", KnownPolicy.DENY_VULNERABLE);
            Eventually eventually = new Eventually(cluster.images);
            ImageDigest digest = cluster.samples.pushDebian12("shop/app", KnownFeed.FIXED);
            Map<String, String> before = eventually.annotations(
                    digest,
                    it -> it.containsKey(POLICY) && Eventually.decision(it).equals("ALLOW"));

            // When
            cluster.stopRegistry();
            cluster.killAssay();
            cluster.replace(new KnownFeed("2.0-2"), directory.resolve("newer"));
            cluster.startAssay();

            // Then
            Map<String, String> annotations = eventually.decision(digest, "DENY");
            assertThat(annotations.get(VERDICT)).contains(KnownFeed.VULNERABILITY);
            assertThat(annotations).as("rules did not change").containsEntry(POLICY, before.get(POLICY));
        }
    }

    private static long annotated(Eventually eventually, Map<ImageDigest, Boolean> images) {
        return images.keySet().stream()
                .filter(it -> eventually.now(it).containsKey(VULNERABILITY))
                .count();
    }
}
