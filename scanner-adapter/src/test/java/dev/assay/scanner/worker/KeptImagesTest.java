package dev.assay.scanner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.archive.TestFacts;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.ImageSource;
import dev.assay.scanner.pull.PulledImage;
import dev.assay.scanner.pull.WantedPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of an image is not asked of its registry again, and nothing else is taken for it. */
class KeptImagesTest {
    private static final ImageDigest INDEX = new ImageDigest("sha256:" + "ab".repeat(32));
    private static final ImageDigest MANIFEST = new ImageDigest("sha256:" + "cd".repeat(32));
    private static final ImageReference REFERENCE = ImageReference.parse("registry.example.test/shop/cart@" + INDEX);

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
                .remember(
                        "files",
                        dev.assay.scanner.pull.layer.FileBundle.version() + " linux/amd64\npackages",
                        new byte[] {1, 0, 1, 'a', 0, 9, 'r', 'w', 'x', 'r', 'w', 'x', 'r', 'w', 'x', -1, -1, -1, -1});

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

        @Override
        public boolean isKeptWithReports() {
            return true;
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
