package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.PullConfigs;
import dev.assay.scanner.pull.PulledImage;
import dev.assay.scanner.pull.layer.NamedPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the real registry: what others push there is read here. */
class DistributionRegistryIT {
    /** bcrypt of {@code secret}. */
    private static final String HTPASSWD = "user:$2a$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

    private final Map<String, String> settings = new HashMap<>();

    @TempDir
    private Path directory;

    private DistributionRegistry registry;

    @BeforeEach
    void start() throws Exception {
        registry = DistributionRegistry.start(directory, "");
        Files.createDirectory(directory.resolve("root"));
        settings.put("allowed", registry.host());
        settings.put("insecure", registry.host());
        settings.put("work-directory", directory.resolve("work").toString());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void shouldReadWhatJibPushed(ImageFormat format) throws Exception {
        // Given
        Path lower = Files.writeString(directory.resolve("lower"), "lower");
        Path upper = Files.writeString(directory.resolve("upper"), "ID=debian");
        JibContainer pushed = Jib.fromScratch()
                .addLayer(List.of(lower, upper), AbsoluteUnixPath.get("/etc"))
                .addLayer(List.of(upper), AbsoluteUnixPath.get("/usr/lib"))
                .setFormat(format)
                .containerize(Containerizer.to(RegistryImage.named(registry.host() + "/shop/cart:1"))
                        .setAllowInsecureRegistries(true)
                        .setBaseImageLayersCache(directory.resolve("cache"))
                        .setApplicationLayersCache(directory.resolve("cache")));
        ImageDigest digest = new ImageDigest(pushed.getDigest().toString());

        // When
        PulledImage image = pull("shop/cart", digest);
        image.extract(directory.resolve("root"), path -> true);

        // Then
        assertThat(source().resolve(ImageReference.parse(registry.host() + "/shop/cart:1")))
                .isEqualTo(digest);
        assertThat(image.platform()).isEqualTo(Platform.LINUX_AMD64);
        assertThat(directory.resolve("root/etc/lower")).hasContent("lower");
        assertThat(directory.resolve("root/usr/lib/upper")).hasContent("ID=debian");
    }

    @Test
    void shouldChooseFromAnIndexAndReadZstd() throws Exception {
        // Given
        TestImage amd = TestImage.of(
                "amd64",
                TestImage.ZSTD,
                List.of(TestTars.zstd(Map.of("etc/a", "lower")), TestTars.zstd(Map.of("etc/a", "upper"))));
        TestImage arm = TestImage.of("arm64", TestImage.GZIP, List.of(TestTars.gzip(Map.of("etc/a", "arm"))));
        byte[] index = TestImage.index(
                TestImage.descriptor(
                        ManifestParser.OCI_MANIFEST, arm.manifest(), TestImage.platform("linux", "arm64", "v8")),
                TestImage.descriptor(
                        ManifestParser.OCI_MANIFEST, amd.manifest(), TestImage.platform("linux", "amd64", "")));
        registry.push("shop/cart", amd);
        registry.push("shop/cart", arm);
        registry.pushManifest("shop/cart", "2", ManifestParser.OCI_INDEX, index);

        // When
        PulledImage image = pull("shop/cart", TestImage.digest(index));
        image.extract(directory.resolve("root"), path -> true);

        // Then
        assertThat(image.manifestDigest()).isEqualTo(amd.digest());
        assertThat(directory.resolve("root/etc/a")).hasContent("upper");
    }

    @Test
    void shouldReadALayerOnceThatImagesShareAcrossRestarts() throws Exception {
        // Given
        Map.Entry<byte[], byte[]> base = TestTars.gzip(Map.of("etc/base", "shared", "usr/bin/large", "x".repeat(9999)));
        Map.Entry<byte[], byte[]> cart = TestTars.gzip(Map.of("etc/cart", "1"));
        Map.Entry<byte[], byte[]> search = TestTars.gzip(Map.of("etc/search", "2"));
        TestImage first = TestImage.of("amd64", TestImage.GZIP, List.of(base, cart));
        TestImage second = TestImage.of("amd64", TestImage.GZIP, List.of(base, search));
        registry.push("shop/cart", first);
        registry.push("shop/search", second);
        pull("shop/cart", first.digest()).extract(directory.resolve("root"), NamedPaths.ETC);

        // When
        Path other = Files.createDirectory(directory.resolve("other"));
        pull("shop/search", second.digest()).extract(other, NamedPaths.ETC);
        Path again = Files.createDirectory(directory.resolve("again"));
        pull("shop/search", second.digest()).extract(again, NamedPaths.ETC);

        // Then
        assertThat(other.resolve("etc/base")).hasContent("shared");
        assertThat(again.resolve("etc/search")).hasContent("2");
        assertThat(again.resolve("usr")).doesNotExist();
        assertThat(registry.reads("shop/cart/blobs/" + TestImage.digest(base.getKey())))
                .isEqualTo(1);
        assertThat(registry.reads("shop/search/blobs/" + TestImage.digest(base.getKey())))
                .isZero();
        assertThat(registry.reads("shop/search/blobs/" + TestImage.digest(search.getKey())))
                .isEqualTo(1);
        assertThat(registry.reads("shop/search/manifests/" + second.digest())).isEqualTo(2);
    }

    @Test
    void shouldKeepNoLayersWhenToldSo() throws Exception {
        // Given
        settings.put("layer-cache.max-mib", "0");
        Map.Entry<byte[], byte[]> base = TestTars.gzip(Map.of("etc/base", "shared"));
        TestImage image = TestImage.of("amd64", TestImage.GZIP, List.of(base));
        registry.push("shop/cart", image);

        // When
        for (String root : List.of("first", "second")) {
            pull("shop/cart", image.digest()).extract(Files.createDirectory(directory.resolve(root)), NamedPaths.ETC);
        }

        // Then
        assertThat(registry.reads("shop/cart/blobs/" + TestImage.digest(base.getKey())))
                .isEqualTo(2);
    }

    @Test
    void shouldSayThatItIsNotThere() {
        assertThatThrownBy(() -> pull("shop/cart", TestImage.digest(new byte[0])))
                .isInstanceOfSatisfying(
                        ImagePullException.class,
                        it -> assertThat(it.reason()).isEqualTo(FailureReason.IMAGE_NOT_FOUND));
    }

    @Test
    void shouldLogIn() throws Exception {
        // Given
        TestImage image = TestImage.of("amd64", TestImage.GZIP, List.of(TestTars.gzip(Map.of("a", "b"))));
        registry.push("shop/cart", image);
        registry.close();
        Path passwords = Files.writeString(directory.resolve("htpasswd"), HTPASSWD);
        registry = DistributionRegistry.start(directory, "auth: {htpasswd: {realm: here, path: " + passwords + "}}");
        settings.put("allowed", registry.host());
        settings.put("insecure", registry.host());

        // Then
        assertThatThrownBy(() -> pull("shop/cart", image.digest()))
                .isInstanceOfSatisfying(
                        ImagePullException.class,
                        it -> assertThat(it.reason()).isEqualTo(FailureReason.PULL_UNAUTHORIZED));

        // When
        Path credentials = Files.writeString(
                directory.resolve("config.json"),
                "{\"auths\":{\"" + registry.host() + "\":{\"username\":\"user\",\"password\":\"secret\"}}}");
        settings.put("docker-config", credentials.toString());

        // Then
        assertThat(pull("shop/cart", image.digest()).manifestDigest()).isEqualTo(image.digest());
    }

    private PulledImage pull(String repository, ImageDigest digest) throws ImagePullException {
        ImageReference reference = ImageReference.parse(registry.host() + "/" + repository + "@" + digest);
        return source().pull(reference, Platform.LINUX_AMD64);
    }

    private RegistryImageSource source() {
        return new RegistryImageSource(PullConfigs.of(settings), Clock.systemUTC());
    }
}
