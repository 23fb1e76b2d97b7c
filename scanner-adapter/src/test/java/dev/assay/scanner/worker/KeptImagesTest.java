package dev.assay.scanner.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.archive.TestFacts;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.ImageSource;
import dev.assay.scanner.pull.PulledImage;
import dev.assay.scanner.pull.WantedPaths;
import dev.assay.scanner.pull.layer.FileBundle;
import dev.assay.scanner.testing.Samples;
import dev.assay.scanner.testing.ScriptedScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of an image is not asked of its registry again, and nothing else is taken for it. */
class KeptImagesTest {
    private static final ImageDigest INDEX = new ImageDigest("sha256:" + "ab".repeat(32));
    private static final ImageDigest MANIFEST = new ImageDigest("sha256:" + "cd".repeat(32));
    private static final ImageReference REFERENCE = ImageReference.parse("registry.example.test/shop/cart@" + INDEX);

    private static final ScanOutcome CLEAN = new ScanOutcome.Told(
            "nothing found",
            Compliance.COMPLIANT,
            List.of(),
            "Debian GNU/Linux 12",
            List.of(),
            1,
            List.of(),
            List.of());
    private static final ScanOutcome NO_IDEA = new ScanOutcome.CouldNotTell(FailureReason.SCANNER_ERROR, "no luck");

    private final CountingRegistry registry = new CountingRegistry();

    @TempDir
    private Path directory;

    @Test
    void shouldAskNoRegistryForWhatIsKept() throws Exception {
        // Given
        scan("packages");
        assertThat(registry.asked).containsExactly("pull", "extract");

        // When
        KeptImage image = images().pull(REFERENCE, Platform.LINUX_AMD64);
        Path root = extract(image, "packages");

        // Then
        assertThat(registry.asked).hasSize(2);
        assertThat(root.resolve("etc/os-release")).hasContent("ID=debian");
        assertThat(image.reference()).isEqualTo(REFERENCE);
        assertThat(image.manifestDigest()).isEqualTo(MANIFEST);
        assertThat(image.platform()).isEqualTo(Platform.parse("linux/amd64/v2"));
    }

    @Test
    void shouldPullForWhatIsNotKept() throws Exception {
        // Given
        scan("packages");

        // When
        extract(images().pull(REFERENCE, Platform.LINUX_AMD64), "another selection");

        // Then
        assertThat(registry.asked).containsExactly("pull", "extract", "pull", "extract");
    }

    @Test
    void shouldPullForAnotherPlatform() throws Exception {
        // Given
        scan("packages");

        // When
        images().pull(REFERENCE, Platform.parse("linux/arm64"));

        // Then
        assertThat(registry.asked).containsExactly("pull", "extract", "pull");
    }

    @Test
    void shouldKeepNothingOfWhatNobodyCouldTell() throws Exception {
        // Given
        extract(images().pull(REFERENCE, Platform.LINUX_AMD64), "packages");

        // When
        extract(images().pull(REFERENCE, Platform.LINUX_AMD64), "packages");

        // Then
        assertThat(registry.asked).containsExactly("pull", "extract", "pull", "extract");
    }

    @Test
    void shouldKeepWhatAScannerCouldTellSomethingOf() throws Exception {
        // When
        examine(CLEAN);
        examine(CLEAN);

        // Then
        assertThat(registry.asked).containsExactly("pull", "extract");
    }

    @Test
    void shouldKeepNothingWhenTheScannerCouldNotTell() throws Exception {
        // When
        examine(NO_IDEA);
        examine(NO_IDEA);

        // Then
        assertThat(registry.asked).containsExactly("pull", "extract", "pull", "extract");
    }

    /** The kept files may be the reason. */
    @Test
    void shouldPullAgainWhenNothingCouldBeToldOfWhatWasKept() throws Exception {
        // Given
        examine(CLEAN);
        examine(NO_IDEA);

        // When
        examine(CLEAN);

        // Then
        assertThat(registry.asked).containsExactly("pull", "extract", "pull", "extract");
    }

    @Test
    void shouldPullAgainWhenTheKeptPlatformIsNone() throws Exception {
        // Given
        scan("packages");
        TestFacts.in(directory.resolve("archive"))
                .of(INDEX)
                .remember("image", FileBundle.version() + " linux/amd64", (MANIFEST + "\nnowhere").getBytes(UTF_8));

        // When
        images().pull(REFERENCE, Platform.LINUX_AMD64);

        // Then
        assertThat(registry.asked).containsExactly("pull", "extract", "pull");
    }

    @Test
    void shouldPullAgainWhenWhatWasKeptIsDamaged() throws Exception {
        // Given
        scan("packages");
        for (Path file : kept()) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }

        // When
        Path root = scan("packages");

        // Then
        assertThat(registry.asked).containsExactly("pull", "extract", "pull", "extract");
        assertThat(root.resolve("etc/os-release")).hasContent("ID=debian");
    }

    @Test
    void shouldPullAgainWhenTheFilesCannotBeUnpacked() throws Exception {
        // Given
        scan("packages");
        TestFacts.in(directory.resolve("archive"))
                .of(INDEX)
                .remember("files", FileBundle.version() + " linux/amd64\npackages", new byte[] {
                    1, 0, 1, 'a', 0, 9, 'r', 'w', 'x', 'r', 'w', 'x', 'r', 'w', 'x', -1, -1, -1, -1
                });

        // When
        Path root = scan("packages");

        // Then
        assertThat(registry.asked).containsExactly("pull", "extract", "pull", "extract");
        assertThat(root.resolve("a")).doesNotExist();
        assertThat(root.resolve("etc/os-release")).hasContent("ID=debian");
    }

    @Test
    void shouldForgetAnImageWithItsReports() throws Exception {
        // Given
        scan("packages");

        // When
        for (Path file : kept()) {
            assertThat(file.getParent()).hasFileName(INDEX.hex());
            Files.delete(file);
        }
        scan("packages");

        // Then
        assertThat(registry.asked).containsExactly("pull", "extract", "pull", "extract");
    }

    private Path scan(String selection) throws ImagePullException, IOException {
        KeptImage image = images().pull(REFERENCE, Platform.LINUX_AMD64);
        Path root = extract(image, selection);
        image.keep();
        return root;
    }

    private void examine(ScanOutcome outcome) throws Exception {
        ScriptedScanner scanner = new ScriptedScanner().says((image, wanted) -> {
            try {
                extract(image, "packages");
            } catch (IOException | ImagePullException e) {
                throw new IllegalStateException(e);
            }
            return Map.of(QualityType.VULNERABILITY, outcome);
        });
        Duration limit = Duration.ofMinutes(1);
        ScanRequest request =
                new ScanRequest(INDEX, REFERENCE, Samples.PROBE, List.of(Samples.VULNERABILITY), Samples.NOON);
        try (DeadlineGuard guard = new DeadlineGuard(1)) {
            new Examination(images(), guard, Platform.LINUX_AMD64, limit, Clock.systemUTC())
                    .examine(request, scanner, Set.of(QualityType.VULNERABILITY));
        }
    }

    private Path extract(PulledImage image, String selection) throws ImagePullException, IOException {
        Path root = Files.createTempDirectory(directory, "root");
        image.extract(root, new Kept(selection));
        return root;
    }

    /** As after a restart. */
    private KeptImages images() {
        return new KeptImages(registry, TestFacts.in(directory.resolve("archive")));
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("archive"))) {
            return all.filter(it -> it.toString().endsWith(".facts")).toList();
        }
    }

    private record Kept(String name) implements WantedPaths {
        @Override
        public boolean test(String path) {
            return true;
        }

        @Override
        public boolean mayHoldBelow(String folder) {
            return true;
        }

        @Override
        public Optional<String> selection() {
            return Optional.of(name);
        }
    }

    /** Notes whatever would be a request to a registry. */
    private static final class CountingRegistry implements ImageSource {
        private final List<String> asked = new ArrayList<>();

        @Override
        public PulledImage pull(ImageReference reference, Platform wanted) {
            asked.add("pull");
            return new Image(reference, MANIFEST, Platform.parse("linux/amd64/v2"), asked);
        }

        @Override
        public ImageDigest resolve(ImageReference reference) {
            throw new UnsupportedOperationException("nothing here has a tag");
        }
    }

    private record Image(ImageReference reference, ImageDigest manifestDigest, Platform platform, List<String> asked)
            implements PulledImage {
        @Override
        public void extract(Path directory, Predicate<String> wanted) {
            asked.add("extract");
            try {
                Files.writeString(
                        Files.createDirectory(directory.resolve("etc")).resolve("os-release"), "ID=debian");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
