package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestParserTest {
    private static final byte[] BLOB = {1, 2, 3};
    private static final String D = TestImage.digest(BLOB).value();

    @Test
    void shouldReadADockerImage() throws ImagePullException {
        // When
        Manifest manifest = ManifestParser.parse(TestImage.utf8("{\"schemaVersion\":2,\"mediaType\":\""
                + ManifestParser.DOCKER_MANIFEST + "\",\"config\":"
                + TestImage.descriptor("application/vnd.docker.container.image.v1+json", BLOB, "") + ",\"layers\":["
                + TestImage.descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip", BLOB, ",\"urls\":[]")
                + "]}"));

        // Then
        assertThat(manifest)
                .isInstanceOfSatisfying(
                        Manifest.Image.class, it -> assertThat(it.layers()).hasSize(1));
    }

    @Test
    void shouldTakeWhatRunsForAnImageWhateverItCallsItself() throws ImagePullException {
        // When
        Manifest manifest = ManifestParser.parse(TestImage.utf8("{\"schemaVersion\":2,\"artifactType\":\"application/x\","
                + "\"config\":" + TestImage.descriptor(TestImage.CONFIG, BLOB, "") + ",\"layers\":[]}"));

        // Then
        assertThat(manifest).isInstanceOf(Manifest.Image.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.oci.empty.v1+json",
                "application/vnd.cncf.helm.config.v1+json",
                "application/vnd.dev.cosign.artifact.sig.v1+json"
            })
    void shouldSayWhatIsNoImage(String configType) {
        assertFails(
                FailureReason.NOT_APPLICABLE,
                configType,
                new String(TestImage.manifest(BLOB, configType, List.of(), ""), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.in-toto+json",
                "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
                "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
                "application/vnd.oci.image.layer.v1.tar+gzip+encrypted"
            })
    void shouldSayWhichLayersAreNotFiles(String layerType) {
        assertFails(
                FailureReason.NOT_APPLICABLE,
                layerType,
                new String(
                        TestImage.manifest(BLOB, TestImage.CONFIG, List.of(BLOB), layerType),
                        StandardCharsets.UTF_8));
    }

    @Test
    void shouldSayThatSchemaOneIsNotSupported() {
        assertFails(FailureReason.IMAGE_INVALID, "unsupported", "{\"schemaVersion\":1,\"fsLayers\":[]}");
    }

    @Test
    void shouldRefuseWhatIsBothImageAndIndex() {
        assertFails(
                FailureReason.IMAGE_INVALID,
                "both an image and an index",
                "{\"schemaVersion\":2,\"manifests\":[],\"layers\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"schemaVersion\":\"2\"}",
                "{\"schemaVersion\":3}",
                "{\"schemaVersion\":2}",
                "{\"schemaVersion\":2,\"schemaVersion\":2,\"manifests\":[]}",
                "{\"schemaVersion\":2,\"manifests\":[]}{}",
                "{\"schemaVersion\":2,\"manifests\":[null]}",
                "{\"schemaVersion\":2,\"manifests\":{}}",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"manifests\":[]}"
            })
    void shouldRefuseWhatIsNoManifest(String text) {
        assertFails(FailureReason.IMAGE_INVALID, "manifest", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"mediaType\":\"x\",\"size\":1",
                "\"digest\":\"D\",\"size\":1",
                "\"mediaType\":\"x\",\"digest\":\"D\"",
                "\"mediaType\":\"x\",\"digest\":\"D\",\"size\":-1",
                "\"mediaType\":\"x\",\"digest\":\"D\",\"size\":\"1\"",
                "\"mediaType\":\"x\",\"digest\":\"D\",\"size\":1e99",
                "\"mediaType\":\"x\",\"digest\":\"sha512:00\",\"size\":1",
                "\"mediaType\":\"x\",\"digest\":\"../../etc\",\"size\":1"
            })
    void shouldRefuseDescriptorsThatLackSomething(String members) {
        assertFails(
                FailureReason.IMAGE_INVALID,
                "manifest",
                "{\"schemaVersion\":2,\"manifests\":[{" + members.replace("D", D) + "}]}");
    }

    @Test
    void shouldRefuseDepth() {
        assertFails(
                FailureReason.IMAGE_INVALID,
                "manifest",
                "{\"schemaVersion\":2,\"annotations\":" + "[".repeat(1000) + "]".repeat(1000) + "}");
    }

    @Property
    void shouldThrowNothingElse(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> ManifestParser.parse(bytes)).isInstanceOf(ImagePullException.class);
        assertThatThrownBy(() -> ImageConfiguration.parse(bytes)).isInstanceOf(ImagePullException.class);
    }

    private static void assertFails(FailureReason reason, String words, String manifest) {
        assertThatThrownBy(() -> ManifestParser.parse(TestImage.utf8(manifest)))
                .isInstanceOfSatisfying(
                        ImagePullException.class, it -> assertThat(it.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }
}
