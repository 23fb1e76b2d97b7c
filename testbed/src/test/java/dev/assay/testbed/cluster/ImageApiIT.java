package dev.assay.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.testbed.process.Command;
import dev.assay.testbed.service.ApiServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in as a process, asked as a cluster would be. */
class ImageApiIT {
    private static final ImageDigest DIGEST = new ImageDigest("sha256:" + "d".repeat(64));
    private static final ImageReference PLACE = ImageReference.parse("127.0.0.1:5000/shop/cart:1");

    @TempDir
    private Path directory;

    @Test
    void shouldMakeAnImageOnceAndSeeWhatOthersWriteOnIt() {
        try (ApiServerProcess server = ApiServerProcess.start(directory, List.of());
                ImageApi images = ImageApi.connect(server.kubeconfig())) {
            // Given
            boolean before = images.find(DIGEST).isPresent();
            images.create(DIGEST, PLACE);

            // When
            Command.of(
                            "kubectl",
                            "--kubeconfig=" + server.kubeconfig(),
                            "annotate",
                            "image",
                            DIGEST.value(),
                            "assay.dev/verdict={}")
                    .text();
            images.create(DIGEST, PLACE);

            // Then
            assertThat(before).isFalse();
            assertThat(images.find(DIGEST).orElseThrow().annotations()).isEqualTo(Map.of("assay.dev/verdict", "{}"));
        }
    }

    @Test
    void shouldSayWhichClusterCannotBeAsked() {
        // Given
        ApiServerProcess server = ApiServerProcess.start(directory, List.of());
        Path kubeconfig = server.kubeconfig();
        server.kill();

        // When, Then
        assertThat(server.isAlive()).isFalse();
        assertThatThrownBy(() -> ImageApi.connect(kubeconfig))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(kubeconfig.toString())
                .hasMessageContaining("images.image.openshift.io");
    }
}
