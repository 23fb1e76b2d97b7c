package dev.assay.scanner.pull.layer;

import static dev.assay.scanner.pull.layer.ExtractionBed.gzipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that somebody made to reach out of the image, or to make a scanner see what is not there. */
class HostileLayersTest {
    private ExtractionBed bed;
    private Map<String, String> surroundings;

    @BeforeEach
    void prepare(@TempDir Path directory) {
        bed = new ExtractionBed(directory).tools(tools());
        surroundings = bed.surroundings();
    }

    LayerTools tools() {
        return LayerTools.NONE;
    }

    @AfterEach
    void shouldHaveTouchedNothingBesideTheRoot() {
        assertThat(bed.surroundings()).isEqualTo(surroundings);
        assertThat(bed.written().values()).noneMatch(it -> it.startsWith("-> ") || it.startsWith("neither"));
        assertThat(bed.leftNothingInTheWorkDirectory()).isTrue();
    }

    @Test
    void shouldFollowNoLinkToTheOutside() throws ImagePullException {
        // Given
        TestTar tar = new TestTar()
                .symlink("absolute", "/etc/hostname")
                .symlink("relative", "../canary/dpkg/status")
                .symlink("out", bed.canary().toString())
                .file("out/dpkg/status", "written through")
                .symlink("up", "../canary")
                .file("up/dpkg/new", "written through")
                .symlink("loop", "loop")
                .symlink("a", "b")
                .symlink("b", "a");

        // When
        bed.layer(tar).extractAll();

        // Then
        String inside = bed.canary().toString().substring(1);
        assertThat(bed.written())
                .containsEntry(inside + "/dpkg/status", "written through")
                .containsEntry("out/dpkg/status", "written through")
                .containsEntry("canary/dpkg/new", "written through")
                .containsEntry("up/dpkg/new", "written through")
                .doesNotContainKeys("absolute", "relative", "loop", "a", "b");
    }

    @Test
    void shouldRefuseToWriteBelowALoop() {
        // Given
        TestTar tar = new TestTar().symlink("a", "b").symlink("b", "a").file("a/file", "x");

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "loop of links",
                () -> bed.layer(tar).extractAll());
    }

    @Test
    void shouldStayInsideWhenALowerLayerPlantedALink() throws ImagePullException {
        // Given
        bed.layer(new TestTar().folder("var").symlink("var/lib", bed.canary().toString()))
                .layer(new TestTar().file("var/lib/dpkg/status", "Package: planted"));

        // When
        bed.extract(Predicate.isEqual("var/lib/dpkg/status"));

        // Then
        assertThat(bed.written())
                .containsOnly(
                        Map.entry("var", "/"),
                        Map.entry("var/lib", "/"),
                        Map.entry("var/lib/dpkg", "/"),
                        Map.entry("var/lib/dpkg/status", "Package: planted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../canary/x", "a/../../canary/x", "/../x", "..", "a/../.."})
    void shouldRefuseNamesThatLeadOut(String name) {
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "leads out of the image",
                () -> bed.layer(new TestTar().file(name, "x")).extractAll());
    }

    @Test
    void shouldTakeAbsoluteAndWindingNamesForThoseInside() throws ImagePullException {
        // When
        bed.layer(new TestTar().file("/etc/a", "1").file("./etc//./b", "2").file("x/../etc/c", "3"))
                .extractAll();

        // Then
        assertThat(bed.written()).containsKeys("etc/a", "etc/b", "etc/c").hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/hostname", "../canary/dpkg/status", "later", "link/dpkg/status", "folder"})
    void shouldRefuseHardLinksToWhatIsNotInTheImage(String target) {
        // Given
        TestTar tar = new TestTar()
                .symlink("link", bed.canary().toString())
                .folder("folder")
                .hardLink("stolen", target)
                .file("later", "x");

        // Then
        assertRefused(FailureReason.IMAGE_INVALID, "", () -> bed.layer(tar).extractAll());
    }

    @Test
    void shouldResolveHardLinksInside() throws ImagePullException {
        // Given
        bed.layer(new TestTar().file("usr/lib/os-release", "ID=debian").symlink("lib", "/usr/lib"))
                .layer(new TestTar()
                        .hardLink("copy", "lib/os-release")
                        .symlink("s", "copy")
                        .hardLink("t", "s"));

        // When
        bed.extractAll();

        // Then
        assertThat(bed.written()).containsEntry("copy", "ID=debian").containsEntry("t", "ID=debian");
    }

    @Test
    void shouldMakeNoDevicesAndTakeModesOfItsOwn() throws Exception {
        // Given
        TestTar tar = new TestTar()
                .entry('4', "block", "", 0666, new byte[0])
                .entry('3', "character", "", 0666, new byte[0])
                .entry('6', "fifo", "", 0666, new byte[0])
                .file("etc/debian_version", "12")
                .entry('6', "etc/debian_version", "", 0666, new byte[0])
                .file("setuid", 07755, "x".getBytes(StandardCharsets.UTF_8))
                .folder("closed", 0)
                .file("closed/unreadable", 0, "y".getBytes(StandardCharsets.UTF_8));

        // When
        bed.layer(tar).extractAll();

        // Then
        assertThat(bed.written()).containsOnlyKeys("etc", "setuid", "closed", "closed/unreadable");
        assertThat(mode("setuid")).isEqualTo("rwxr-xr-x");
        assertThat(mode("closed")).isEqualTo("rwx------");
        assertThat(mode("closed/unreadable")).isEqualTo("rw-------");
        assertThat(Files.getAttribute(bed.root().resolve("setuid"), "unix:mode"))
                .isEqualTo(0100755);
    }

    @Test
    void shouldPassOverExtendedAttributes() throws ImagePullException {
        // Given
        byte[] attribute = paxRecord("SCHILY.xattr.security.capability", "\u0001\u0000\u0000\u0002");
        TestTar tar = new TestTar().entry('x', "pax", "", 0644, attribute).file("ping", "x");

        // When
        bed.layer(tar).extractAll();

        // Then
        assertThat(bed.written()).containsOnly(Map.entry("ping", "x"));
    }

    @Test
    void shouldRefuseToPutSomethingBelowAFile() {
        // Given
        bed.layer(new TestTar().file("file", "1")).layer(new TestTar().file("file/inside", "2"));

        // Then
        assertRefused(FailureReason.IMAGE_INVALID, "which is no folder", () -> bed.extractAll());
    }

    @Test
    void shouldApplyWhiteoutsToLowerLayersOnly() throws ImagePullException {
        // Given
        bed.layer(new TestTar()
                        .file("etc/gone", "1")
                        .file("etc/stays", "1")
                        .file("etc/again", "1")
                        .file("opaque/old", "1")
                        .file("opaque/deep/old", "1")
                        .file("folder/inside", "1")
                        .file("file", "1")
                        .file("tree/old/leaf", "1"))
                .layer(new TestTar()
                        .file("etc/.wh.gone", "")
                        .file("etc/again", "2")
                        .file("etc/.wh.again", "")
                        .file("opaque/new", "2")
                        .file("opaque/.wh..wh..opq", "")
                        .file("opaque/deep/new", "2")
                        .file("folder", "now a file")
                        .folder("file")
                        .file("file/inside", "2")
                        .file("tree/new", "2")
                        .file(".wh.tree", "")
                        .file(".wh..wh.plnk/1.2", "bookkeeping")
                        .file(".wh.was-never-there", ""));

        // When
        bed.extractAll();

        // Then
        assertThat(bed.written())
                .containsOnly(
                        Map.entry("etc", "/"),
                        Map.entry("etc/stays", "1"),
                        Map.entry("etc/again", "2"),
                        Map.entry("opaque", "/"),
                        Map.entry("opaque/new", "2"),
                        Map.entry("opaque/deep", "/"),
                        Map.entry("opaque/deep/new", "2"),
                        Map.entry("folder", "now a file"),
                        Map.entry("file", "/"),
                        Map.entry("file/inside", "2"),
                        Map.entry("tree", "/"),
                        Map.entry("tree/new", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".wh.", ".wh..", ".wh...", "a/.wh...", "a/b/.wh.."})
    void shouldRefuseWhiteoutsOfFoldersAbove(String name) {
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "names nothing that could be hidden",
                () -> bed.layer(new TestTar().file("a/b/c", "x").file(name, "")).extractAll());
    }

    @Test
    void shouldEndABombByItsRatio() {
        // Given
        byte[] tar = new TestTar().file("zeros", 0644, new byte[2 << 20]).end();

        // Then
        assertRefused(
                FailureReason.IMAGE_TOO_LARGE,
                "assay.registries.bounds.max-compression-ratio",
                () -> bed.gzip(tar).extractAll());
    }

    @Test
    void shouldEndABombByItsSize() {
        // Given
        bed.bounds(new ExtractionBounds(1 << 20, 200, 1 << 20, 1000, 1000, 4096, 256, 1 << 20, 1 << 20));
        bed.gzip(new TestTar().file("a", 0644, incompressible(600 << 10)).end())
                .gzip(new TestTar().file("a", 0644, incompressible(600 << 10)).end());

        // Then
        assertRefused(
                FailureReason.IMAGE_TOO_LARGE, "assay.registries.bounds.max-inflated-bytes", () -> bed.extractAll());
    }

    @Test
    void shouldNotStoreAFileBeyondItsBoundUnlessItIsReplaced() throws ImagePullException {
        // Given
        bed.bounds(new ExtractionBounds(1 << 30, 200, 1 << 20, 1000, 1000, 4096, 256, 1 << 20, 4 << 20));
        bed.layer(new TestTar().file("var/lib/dpkg/status", 0644, incompressible((1 << 20) + 1)));

        // Then
        assertRefused(FailureReason.IMAGE_TOO_LARGE, "assay.registries.bounds.max-file-bytes", () -> bed.extractAll());

        // When
        bed.layer(new TestTar().file("var/lib/dpkg/status", "small")).extractAll();

        // Then
        assertThat(bed.written()).containsEntry("var/lib/dpkg/status", "small");
    }

    @Test
    void shouldBoundWhatManyNamesOfOneFileTake() {
        // Given
        bed.bounds(new ExtractionBounds(1 << 30, 200, 1 << 20, 1000, 10_000, 4096, 256, 1 << 20, 4 << 20));
        TestTar tar = new TestTar().file("file", 0644, incompressible(1 << 20));
        for (int i = 0; i < 4; i++) {
            tar.hardLink("name-" + i, "file");
        }

        // Then
        assertRefused(
                FailureReason.IMAGE_TOO_LARGE,
                "assay.registries.bounds.max-stored-bytes",
                () -> bed.layer(tar).extractAll());
    }

    @Test
    void shouldNotMakeTheZerosOfASparseFile() throws ImagePullException {
        // Given
        bed.layer(
                new TestTar().raw(sparse("pax", 1L << 30)).raw(oldSparse("old")).file("after", "it"));

        // When
        bed.extract(Predicate.isEqual("after"));

        // Then
        assertThat(bed.written()).containsOnly(Map.entry("after", "it"));
    }

    @Test
    void shouldRefuseASparseFileOfTerabytes() {
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "can't be unpacked",
                () -> bed.layer(new TestTar().raw(sparse("huge", 4L << 40))).extract(path -> false));
    }

    @Test
    void shouldRefuseASparseFileThatIsWanted() {
        // Given
        bed.layer(new TestTar().raw(oldSparse("etc/debian_version")));

        // Then
        assertRefused(FailureReason.IMAGE_TOO_LARGE, "assay.registries.bounds.max-file-bytes", () -> bed.extractAll());
    }

    @Test
    void shouldWriteStrangeNamesInPlainOnes() throws ImagePullException {
        // Given
        byte[] notUnicode = {'b', 'a', 'd', (byte) 0xff, (byte) 0xfe};
        TestTar tar = new TestTar()
                .entry('0', notUnicode, "", 0644, new byte[0])
                .file("line\nbreak", "1")
                .file("escape\u001b[31m", "2")
                .file("right\u202eto-left", "3")
                .file("F\u0151tan\u00fas\u00edtv\u00e1ny", "4")
                .file("100%", "5")
                .file("twice", "old")
                .file("twice", "new");

        // When
        bed.layer(tar).extractAll();

        // Then
        assertThat(bed.written().keySet()).hasSize(7).allMatch(it -> it.matches("[!-~]+"));
        assertThat(bed.written())
                .containsEntry("line%0Abreak", "1")
                .containsEntry("F%C5%91tan%C3%BAs%C3%ADtv%C3%A1ny", "4")
                .containsEntry("100%", "5")
                .containsEntry("twice", "new");
    }

    @Test
    void shouldRefuseNamesThatAreTooLong() {
        assertRefused(
                FailureReason.IMAGE_TOO_LARGE,
                "assay.registries.bounds.max-path-length",
                () -> bed.layer(new TestTar().file("a/".repeat(2500) + "x", "")).extractAll());
    }

    @Test
    void shouldRefuseOneStepThatNoFileSystemTakes() {
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "no file system takes the name",
                () -> bed.layer(new TestTar().file("x".repeat(256), "")).extractAll());
    }

    /** A folder is made where a link to nothing is on the way; found by the fuzzer when files were written already. */
    @Test
    void shouldRefuseFoldersOfSuchNamesThatOnlyALinkAsksFor() {
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "no file system takes the name",
                () -> bed.layer(new TestTar()
                                .file("b", "")
                                .symlink("a", "x".repeat(256))
                                .file("a/b", ""))
                        .extractAll());
    }

    @Test
    void shouldRefuseFoldersThatAreTooDeep() {
        assertRefused(
                FailureReason.IMAGE_TOO_LARGE,
                "assay.registries.bounds.max-depth",
                () -> bed.layer(new TestTar().file("a/".repeat(300) + "x", "")).extractAll());
    }

    @Test
    void shouldRefuseDepthThatLinksAddUp() {
        // Given
        TestTar tar = new TestTar()
                .folder("a/".repeat(200))
                .symlink("l", "a/".repeat(200))
                .folder("l/" + "b/".repeat(200));

        // Then
        assertRefused(
                FailureReason.IMAGE_TOO_LARGE,
                "assay.registries.bounds.max-depth",
                () -> bed.layer(tar).extractAll());
    }

    @Test
    void shouldRefuseTooManyEntries() {
        // Given
        bed.bounds(new ExtractionBounds(1 << 30, 200, 1 << 20, 99_999, 16 << 20, 4096, 256, 1 << 20, 4 << 20));
        TestTar tar = new TestTar();
        for (int i = 0; i < 100_000; i++) {
            tar.file("f" + i, "");
        }

        // Then
        assertRefused(
                FailureReason.IMAGE_TOO_LARGE,
                "assay.registries.bounds.max-entries",
                () -> bed.layer(tar).extract(path -> false));
    }

    @Test
    void shouldRefuseTooManyBytesOfNames() {
        // Given
        bed.bounds(new ExtractionBounds(1 << 30, 200, 1 << 20, 1000, 1000, 4096, 256, 1 << 20, 4 << 20));
        TestTar tar = new TestTar();
        for (int i = 0; i < 10; i++) {
            tar.symlink("link-" + i, "t".repeat(100));
        }

        // Then
        assertRefused(
                FailureReason.IMAGE_TOO_LARGE,
                "assay.registries.bounds.max-name-bytes",
                () -> bed.layer(tar).extractAll());
    }

    @Test
    void shouldBoundPathsThatFarmsOfLinksMake() {
        // Given
        bed.bounds(new ExtractionBounds(1 << 30, 200, 1 << 20, 2000, 100_000, 4096, 256, 1 << 20, 4 << 20));
        TestTar tar = new TestTar();
        for (int level = 0; level < 7; level++) {
            for (int i = 0; i < 10; i++) {
                tar.symlink("level" + level + "/link" + i, "../level" + (level + 1));
            }
        }

        // Then
        assertRefused(
                FailureReason.IMAGE_TOO_LARGE,
                "assay.registries.bounds.max-entries",
                () -> bed.layer(tar.folder("level7")).extractAll());
    }

    @Test
    void shouldRefuseATruncatedLayer() {
        // Given
        byte[] tar = new TestTar().file("a", "1").file("b", "2").end();
        byte[] gzip = gzipped(tar);

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "can't be unpacked",
                () -> bed.layer(Arrays.copyOf(gzip, gzip.length - 12), tar).extractAll());
    }

    @Test
    void shouldRefuseATruncatedArchive() {
        // Given
        byte[] tar = new TestTar().file("a", 0644, new byte[5000]).end();

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "can't be unpacked",
                () -> bed.gzip(Arrays.copyOf(tar, 3000)).extractAll());
    }

    @Test
    void shouldRefuseGarbageBehindTheCompressedStream() {
        // Given
        byte[] tar = new TestTar().file("a", "1").end();

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "can't be unpacked",
                () -> bed.layer(joined(gzipped(tar), "garbage".getBytes(StandardCharsets.UTF_8)), tar)
                        .extractAll());
    }

    @Test
    void shouldReadSeveralMembersAsOneStream() throws ImagePullException {
        // Given
        byte[] tar = new TestTar().file("a", "1").file("b", "2").end();
        byte[] first = gzipped(Arrays.copyOf(tar, 700));
        byte[] second = gzipped(Arrays.copyOfRange(tar, 700, tar.length));

        // When
        bed.layer(joined(joined(first, second), gzipped(new byte[0])), tar).extractAll();

        // Then
        assertThat(bed.written()).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 21, 100})
    void shouldRefuseEntriesHiddenBehindTheEnd(int recordsOfZeros) {
        // Given
        TestTar tar = new TestTar()
                .file("a", "1")
                .raw(new byte[recordsOfZeros * TestTar.RECORD])
                .file("hidden", "2");

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "behind the end of its archive",
                () -> bed.layer(tar).extractAll());
    }

    @Test
    void shouldTakeMoreZerosBehindTheEndAndNoneAtAll() throws ImagePullException {
        // When
        bed.gzip(new TestTar().file("a", "1").raw(new byte[10240]).end())
                .gzip(new TestTar().file("b", "2").withoutEnd())
                .gzip(new byte[1024])
                .gzip(new byte[0])
                .extractAll();

        // Then
        assertThat(bed.written()).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '5', '6'})
    void shouldRefuseContentWhereThereIsNone(char type) {
        // Given
        byte[] hidden =
                new TestTar().file("var/lib/dpkg/status", "seen by others").withoutEnd();
        TestTar tar = new TestTar().file("f", "x").entry(type, "carrier", "f", 0644, hidden);

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "bytes of content",
                () -> bed.layer(tar).extractAll());
    }

    @ParameterizedTest
    @ValueSource(chars = {'D', 'M', 'N', 'V', 'Z'})
    void shouldRefuseUnknownTypes(char type) {
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "unknown type",
                () -> bed.layer(new TestTar().entry(type, "x", "", 0644, new byte[0]))
                        .extractAll());
    }

    @Test
    void shouldRefuseAWrongChecksum() {
        // Given
        byte[] header = TestTar.header('0', "x".getBytes(StandardCharsets.UTF_8), new byte[0], 0644, 0);
        header[0] = 'y';

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "checksum",
                () -> bed.layer(new TestTar().raw(header)).extractAll());
    }

    @Test
    void shouldBoundHeadersThatAreCollectedInMemory() {
        // Given
        byte[] name = new byte[2 << 20];
        Arrays.fill(name, (byte) 'n');

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "bytes of headers for one entry",
                () -> bed.layer(new TestTar().entry('0', name, "", 0644, new byte[0]))
                        .extractAll());
    }

    @Test
    void shouldBoundHeadersThatFollowEachOtherForever() {
        // Given
        TestTar tar = new TestTar();
        for (int i = 0; i < 20_000; i++) {
            tar.raw(TestTar.header('L', "l".getBytes(StandardCharsets.UTF_8), new byte[0], 0, 0));
        }

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "bytes of headers for one entry",
                () -> bed.layer(tar.file("x", "")).extractAll());
    }

    @Test
    void shouldBoundTheNameInAGzipHeader() {
        // Given
        byte[] name = new byte[8 << 20];
        Arrays.fill(name, (byte) 'n');
        byte[] header = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        byte[] tar = new TestTar().end();

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "without content",
                () -> bed.layer(joined(header, name), tar).extractAll());
    }

    @Test
    void shouldRefuseBytesThatAreNotTheStatedOnes() {
        // Given
        byte[] stated = new TestTar().file("a", "1").end();
        byte[] actual = new TestTar().file("a", "2").end();

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                ExtractionBed.digest(stated).value(),
                () -> bed.layer(gzipped(actual), stated).extractAll());
        assertThat(bed.written()).isEmpty();
    }

    @Test
    void shouldWriteNothingOfAnImageWhoseLastLayerIsBroken() {
        // Given
        bed.layer(new TestTar().file("etc/os-release", "ID=debian"));
        bed.layer("no archive at all".repeat(100).getBytes(StandardCharsets.UTF_8), new byte[0]);

        // Then
        assertRefused(FailureReason.IMAGE_INVALID, "can't be unpacked", () -> bed.extractAll());
        assertThat(bed.written()).isEmpty();
    }

    @Test
    void shouldRefuseAnotherRoot() {
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "the image's root",
                () -> bed.layer(new TestTar().symlink("./", "/etc")).extractAll());
    }

    private static void assertRefused(FailureReason reason, String words, ThrowingCallable extraction) {
        assertThatThrownBy(extraction)
                .isInstanceOfSatisfying(
                        ImagePullException.class, it -> assertThat(it.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(bed.root().resolve(path)));
    }

    private static byte[] incompressible(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] paxRecord(String key, String value) {
        int length = key.length() + value.length() + 3;
        length += String.valueOf(length + 2).length();
        return (length + " " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** As GNU tar writes it in the POSIX format: one piece of nothing at the very end. */
    private static byte[] sparse(String name, long size) {
        byte[] headers = joined(
                joined(paxRecord("GNU.sparse.size", "" + size), paxRecord("GNU.sparse.name", name)),
                joined(paxRecord("GNU.sparse.numblocks", "1"), paxRecord("GNU.sparse.map", size + ",0")));
        return new TestTar()
                .entry('x', "pax", "", 0644, headers)
                .file("GNUSparseFile.0/" + name, "")
                .withoutEnd();
    }

    /** 64 GiB less one byte, which is what the old format can say in digits. */
    private static byte[] oldSparse(String name) {
        byte[] header = TestTar.header('S', name.getBytes(StandardCharsets.UTF_8), new byte[0], 0644, 0);
        System.arraycopy("77777777777\0".getBytes(StandardCharsets.UTF_8), 0, header, 386, 12);
        System.arraycopy("00000000000\0".getBytes(StandardCharsets.UTF_8), 0, header, 398, 12);
        System.arraycopy("77777777777\0".getBytes(StandardCharsets.UTF_8), 0, header, 483, 12);
        return TestTar.withChecksum(header);
    }
}
