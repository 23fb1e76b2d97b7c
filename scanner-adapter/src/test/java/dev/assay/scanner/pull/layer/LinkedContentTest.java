package dev.assay.scanner.pull.layer;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.WantedPaths;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wanted is found wherever the image's links put it. */
class LinkedContentTest {
    private ExtractionBed bed;

    @BeforeEach
    void prepare(@TempDir Path directory) {
        bed = new ExtractionBed(directory);
    }

    @Test
    void shouldWriteTheTargetInPlaceOfTheLink() throws ImagePullException {
        // Given
        bed.layer(new TestTar()
                .symlink("./etc/os-release", "../usr/lib/os-release")
                .file("./usr/lib/os-release", "ID=debian"));

        // When
        bed.extract(Predicate.isEqual("etc/os-release"));

        // Then
        assertThat(bed.written()).containsOnly(Map.entry("etc", "/"), Map.entry("etc/os-release", "ID=debian"));
    }

    @Test
    void shouldReadALayerAgainForWhatOnlyALaterLinkMakesWanted() throws ImagePullException {
        // Given
        bed.layer(new TestTar().file("data/dpkg/other", "x").file("data/dpkg/status", "Package: a"))
                .layer(new TestTar().file("unrelated", "y"))
                .layer(new TestTar().symlink("var/lib", "/data").hardLink("var/copy", "data/dpkg/status"));

        // When
        bed.extract(Set.of("var/lib/dpkg/status", "var/copy")::contains);

        // Then
        assertThat(bed.written())
                .containsOnly(
                        Map.entry("var", "/"),
                        Map.entry("var/copy", "Package: a"),
                        Map.entry("var/lib", "/"),
                        Map.entry("var/lib/dpkg", "/"),
                        Map.entry("var/lib/dpkg/status", "Package: a"));
    }

    @Test
    void shouldKeepTheContentOfAFileThatLiesBehindALinkOfALowerLayer() throws ImagePullException {
        // Given
        bed.layer(new TestTar().folder("usr/lib").symlink("lib", "usr/lib"))
                .layer(new TestTar().file("lib/apk/db/installed", "P:musl"));

        // When
        bed.extract(Set.of("usr/lib/apk/db/installed", "lib/apk/db/installed")::contains);

        // Then
        assertThat(bed.written())
                .containsEntry("usr/lib/apk/db/installed", "P:musl")
                .containsEntry("lib/apk/db/installed", "P:musl");
    }

    @Test
    void shouldFollowSeveralLinksOnOnePath() throws ImagePullException {
        // Given
        bed.layer(new TestTar()
                .symlink("var", "one")
                .symlink("one/lib", "../two/./")
                .symlink("two/dpkg", "/three")
                .symlink("three/status", "four")
                .symlink("three/four", "../../../../five")
                .file("five", "Package: a"));

        // When
        bed.extract(Predicate.isEqual("var/lib/dpkg/status"));

        // Then
        assertThat(bed.written()).containsEntry("var/lib/dpkg/status", "Package: a");
    }

    @Test
    void shouldFollowAsManyLinksAsLinuxDoes() throws ImagePullException {
        // Given
        TestTar tar = new TestTar().file("link0", "found");
        for (int i = 1; i <= 41; i++) {
            tar.symlink("link" + i, "link" + (i - 1));
        }

        // When
        bed.layer(tar).extract(Set.of("link40", "link41")::contains);

        // Then
        assertThat(bed.written()).containsOnly(Map.entry("link40", "found"));
    }

    @Test
    void shouldNotFollowALinkThatAnUpperLayerRemoved() throws ImagePullException {
        // Given
        bed.layer(new TestTar().file("real/status", "old").symlink("dpkg", "real"))
                .layer(new TestTar().file(".wh.dpkg", "").file("dpkg/status", "new"));

        // When
        bed.extract(Predicate.isEqual("dpkg/status"));

        // Then
        assertThat(bed.written()).containsEntry("dpkg/status", "new").doesNotContainKey("real");
    }

    @Test
    void shouldEndAtFoldersWithinThemselves() throws ImagePullException {
        // Given
        bed.layer(new TestTar()
                .file("usr/bin/tool", "x")
                .symlink("usr/bin/X11", ".")
                .symlink("usr/root", "/"));

        // When
        bed.extractAll();

        // Then
        assertThat(bed.written()).containsOnlyKeys("usr", "usr/bin", "usr/bin/tool", "usr/bin/X11", "usr/root");
    }

    @Test
    void shouldNotLookWhereNothingIsWanted() throws ImagePullException {
        // Given
        bed.bounds(new ExtractionBounds(1 << 30, 200, 1 << 20, 300, 100_000, 4096, 256, 1 << 20, 4 << 20));
        TestTar tar = new TestTar().file("etc/os-release", "ID=debian");
        for (int level = 0; level < 7; level++) {
            for (int i = 0; i < 10; i++) {
                tar.symlink("farm/level" + level + "/link" + i, "../level" + (level + 1));
            }
        }
        bed.layer(tar.folder("farm/level7"));

        // When
        bed.extract(new WantedPaths() {
            @Override
            public boolean test(String path) {
                return path.equals("etc/os-release");
            }

            @Override
            public boolean mayHoldBelow(String directory) {
                return directory.equals("etc");
            }
        });

        // Then
        assertThat(bed.written()).containsOnlyKeys("etc", "etc/os-release");
    }

    @Test
    void shouldMakeWantedFoldersEvenWhenEmpty() throws ImagePullException {
        // When
        bed.layer(new TestTar().folder("run/lock").folder("tmp")).extract(Predicate.isEqual("run/lock"));

        // Then
        assertThat(bed.written()).containsOnly(Map.entry("run", "/"), Map.entry("run/lock", "/"));
    }

    @Test
    void shouldReadEachCompression() throws ImagePullException {
        // Given
        byte[] plain = new TestTar().file("plain", "1").end();
        byte[] zstd = new TestTar().file("zstd", "2").end();
        byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4};

        // When
        bed.layer(plain, plain)
                .layer(Zstd.compress(zstd), zstd)
                .layer(concat(skippable, concat(Zstd.compress(zstd), skippable)), zstd)
                .gzip(new TestTar().file("gzip", "3").end())
                .extractAll();

        // Then
        assertThat(bed.written()).containsOnlyKeys("plain", "zstd", "gzip");
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
