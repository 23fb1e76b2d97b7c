package dev.assay.scanner.openscap.content.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.scanner.openscap.content.FeedStore;
import dev.assay.scanner.openscap.oval.FeedSummary;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTest {
    private static final Path PAGE =
            Path.of(System.getProperty("dev.assay.root", "..")).resolve("docs/scanners/openscap.md");

    @ParameterizedTest
    @CsvSource({
        "debian-12, https://www.debian.org/security/oval/oval-definitions-bookworm.xml.bz2",
        "ubuntu-22.04, https://security-metadata.canonical.com/oval/com.ubuntu.jammy.usn.oval.xml.bz2",
        "rhel-9, https://security.access.redhat.com/data/oval/v2/RHEL9/rhel-9.oval.xml.bz2",
        "sles-15, https://ftp.suse.com/pub/projects/security/oval/suse.linux.enterprise.server.15.xml.gz",
        "opensuse-leap-15.6, https://ftp.suse.com/pub/projects/security/oval/opensuse.leap.15.6.xml.gz",
        "ol-9, https://linux.oracle.com/security/oval/com.oracle.elsa-ol9.xml.bz2",
        "almalinux-9, https://security.almalinux.org/oval/org.almalinux.alsa-9.xml.bz2"
    })
    void shouldKnowWhereFeedsAre(String release, String address) {
        assertThat(Feed.parse(release).address()).hasToString(address);
    }

    @Test
    void shouldHavePlainNamesForAllThatItKnows() {
        assertThat(Publisher.feeds()).hasSizeGreaterThan(20).allMatch(it -> FeedStore.isRelease(it.release()));
        assertThat(Feed.parse("rhel-9").checksums()).isPresent();
    }

    @Test
    void shouldTakeAnotherPlace() {
        assertThat(Feed.parse("own-1=https://mirror.example.test/own.xml").address())
                .isEqualTo(URI.create("https://mirror.example.test/own.xml"));
        assertThat(Feed.parse("own-1=https://mirror.example.test/a/own.xml#sha256-list=../SHA256SUMS")
                        .checksums())
                .contains(URI.create("https://mirror.example.test/SHA256SUMS"));
        assertThat(Feed.parse("own-1=https://mirror.example.test/own.xml#sha256=" + "A".repeat(64))
                        .sha256())
                .contains("a".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "debian-99",
                "bookworm",
                "../debian-12=https://mirror.example.test/x",
                "=https://mirror.example.test/x",
                "debian-12=",
                "debian-12=file:///etc/passwd",
                "debian-12=https:///x",
                "debian-12=https://mirror.example.test",
                "debian-12=https://mirror.example.test/x#sha256=12",
                "debian-12=https://mirror.example.test/x#md5=12",
                "debian-12=https://mirror example.test/x"
            })
    void shouldRefuseAnEntryThatSaysNothing(String entry) {
        assertThatThrownBy(() -> Feed.parse(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("assay.openscap.feeds lists '" + entry + "'");
    }

    @Test
    void shouldRefuseTwoFeedsForOneRelease() {
        assertThatThrownBy(() ->
                        Feed.parseAll(List.of("debian-12", "ubuntu-22.04", "debian-12=https://mirror.example.test/x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("assay.openscap.feeds lists the release debian-12 twice, as 'debian-12' and as"
                        + " 'debian-12=https://mirror.example.test/x'; leave one of them");
        assertThat(Feed.parseAll(List.of("debian-12", "debian-11")))
                .extracting(Feed::release)
                .containsExactly("debian-12", "debian-11");
    }

    @Test
    void shouldNotTellTheCredentialsThatItRefuses() {
        assertThatThrownBy(() -> Feed.parse("own-1=https://me:secret@mirror.example.test/x"))
                .hasMessageContaining("credentials in an address are not sent")
                .hasMessageNotContaining("secret@");
    }

    @ParameterizedTest
    @CsvSource({
        "debian-12, Debian GNU/Linux 12, true",
        "debian-12, Debian GNU/Linux 11, false",
        "debian-12, Debian GNU/Linux 120, false",
        "debian-12, Ubuntu 12, false",
        "ubuntu-22.04, Ubuntu 22.04 LTS, true",
        "ubuntu-22.04, Ubuntu 22.10, false",
        "rhel-9, Red Hat Enterprise Linux 9, true",
        "rhel-9, Red Hat Enterprise Linux 8.9, false",
        "sles-15, SUSE Linux Enterprise Server 15 SP5, true",
        "sles-15, SUSE Linux Enterprise Server 12 SP5, false",
        "ol-9, Oracle Linux 9, true"
    })
    void shouldTellForWhomAFeedIs(String release, String platform, boolean fits) {
        Publisher publisher = Publisher.of(release).orElseThrow();
        FeedSummary summary = new FeedSummary(1, 0, Set.of(platform));
        assertThat(fits(publisher, release, summary)).isEqualTo(fits);
    }

    @Test
    void shouldStandInTheDocumentationWithAllThatItKnows() throws Exception {
        List<String> known = Publisher.feeds().map(Feed::release).toList();
        assertThat(Files.readString(PAGE))
                .contains(known.stream().map(it -> "`" + it + "`").toList());
    }

    private static boolean fits(Publisher publisher, String release, FeedSummary summary) {
        try {
            publisher.requireFits(release, summary);
            return true;
        } catch (RefusedFeedException e) {
            return false;
        }
    }
}
