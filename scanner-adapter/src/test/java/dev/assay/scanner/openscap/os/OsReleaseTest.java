package dev.assay.scanner.openscap.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OsReleaseTest {
    @Test
    void shouldReadWhatDebianWrites() {
        assertThat(OsRelease.parse(
                        """
                        PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                        NAME="Debian GNU/Linux"
                        VERSION_ID="12"
                        # a comment
                        ID=debian
                        HOME_URL="https://www.example.test/"
                        """))
                .isEqualTo(new OsRelease(
                        Optional.of("debian"), Optional.of("12"), List.of(), "Debian GNU/Linux 12 (bookworm)"));
    }

    @Test
    void shouldReadEveryWayOfQuoting() {
        OsRelease os = OsRelease.parse(
                "ID='ubuntu'\nVERSION_ID=22.04\nID_LIKE=\"debian  other\"\nPRETTY_NAME=\"a \\\"b\\\" \\$c\\\\\" tail\n");
        assertThat(os.release()).contains("ubuntu-22.04");
        assertThat(os.idLike()).containsExactly("debian", "other");
        assertThat(os.prettyName()).isEqualTo("a \"b\" $c\\");
    }

    @Test
    void shouldTakeTheLastAssignment() {
        assertThat(OsRelease.parse("ID=a\nID=b\nVERSION_ID=1").release()).contains("b-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID=../../etc\nVERSION_ID=12",
                "ID=debian\nVERSION_ID=../12",
                "ID=debian\nVERSION_ID=1..2",
                "ID=debian\nVERSION_ID=\"1/2\"",
                "ID=\"de bian\"\nVERSION_ID=12",
                "ID=debian",
                "ID=\nVERSION_ID=12",
                "ID=\"",
                "id=debian\nVERSION_ID=12",
                "\u0000\u0001\u0002"
            })
    void shouldNameNoReleaseWhenItIsNotPlain(String text) {
        assertThat(OsRelease.parse(text).release()).isEmpty();
    }

    @Test
    void shouldShowNoControlCharactersAndNoEndlessName() {
        OsRelease os = OsRelease.parse("PRETTY_NAME=\"\u001b[31mred\u202e" + "x".repeat(1000) + "\"");
        assertThat(os.prettyName()).startsWith("[31mredx").hasSize(201);
    }

    @Test
    void shouldNameAnImageThatDoesNotNameItself() {
        assertThat(OsRelease.parse("").prettyName()).isEqualTo("an unnamed operating system");
        assertThat(OsRelease.parse("ID=x\nVERSION_ID=1").prettyName()).isEqualTo("x 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID=rhel", "ID=ubi\nID_LIKE=\"x fedora\"", "ID=\"opensuse-leap\"", "ID=CENTOS"})
    void shouldKnowRpmDistributions(String text) {
        assertThat(OsRelease.parse(text).isRpmBased()).isTrue();
        assertThat(OsRelease.parse("ID=debian\nID_LIKE=\"a b\"").isRpmBased()).isFalse();
    }

    @Property(tries = 300)
    void shouldTakeAnyText(@ForAll @StringLength(max = 200) String text) {
        OsRelease os = OsRelease.parse("ID=" + text + "\nPRETTY_NAME=\"" + text);
        assertThat(os.prettyName()).doesNotContainPattern("\\p{Cc}");
        os.id().ifPresent(it -> assertThat(it).matches("[a-z0-9._-]+"));
    }

    @Test
    void shouldPreferEtcAndReadNoMoreThanItsBound(@TempDir Path root) throws Exception {
        assertThat(OsReleaseFile.read(root)).isEmpty();
        Files.createDirectories(root.resolve("usr/lib"));
        Files.writeString(root.resolve("usr/lib/os-release"), "ID=lib\nVERSION_ID=1");
        assertThat(OsReleaseFile.read(root).flatMap(OsRelease::release)).contains("lib-1");
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/os-release"), "ID=etc\nVERSION_ID=1\n" + "#\n".repeat(100_000) + "ID=late");
        assertThat(OsReleaseFile.read(root).flatMap(OsRelease::release)).contains("etc-1");
    }
}
