package dev.assay.testbed.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangelogTest {
    private static final Changelog CHANGELOG = new Changelog("""
            openssl (3.0.22-1~deb12u3) UNRELEASED; urgency=high

              * CVE-2026-99999 is not in the suite yet

            openssl (3.0.22-1~deb12u2) bookworm-security; urgency=high

              * CVE-2026-84782 ("DTLS Retransmits Handshake Messages"), CVE-2026-35189
              * Mentions CVE-2026-84782 again, CVE-26-1 and CVE-2026-123 never

             -- Somebody <s@example.test>  Wed, 21 Oct 2026 16:54:24 +0700

            openssl (3.0.22-1~deb12u1) bookworm-security; urgency=medium

              * CVE-2026-42767

            openssl (3.0.20-1~deb12u1) bookworm; urgency=medium

              * CVE-2025-11111
            """);

    @Test
    void shouldNameWhatTheEntriesBetweenTwoVersionsFix() {
        // Given: the installed version has no entry of its own
        DebianVersion installed = new DebianVersion("3.0.20-1~deb12u2");

        // When
        var found = CHANGELOG.vulnerabilitiesFixed(installed, new DebianVersion("3.0.22-1~deb12u2"));

        // Then
        assertThat(found).containsExactly("CVE-2026-84782", "CVE-2026-35189", "CVE-2026-42767");
    }

    @Test
    void shouldNameNothingForTheVersionThatIsInstalled() {
        // Given
        DebianVersion version = new DebianVersion("3.0.22-1~deb12u2");

        // When, Then
        assertThat(CHANGELOG.vulnerabilitiesFixed(version, version)).isEmpty();
    }

    @Test
    void shouldFindNothingInATextThatIsNoChangelog() {
        // Given
        Changelog changelog = new Changelog("see CVE-2026-84782\n(1.0) ;\nPK\u0003\u0004");

        // When, Then
        assertThat(changelog.vulnerabilitiesFixed(new DebianVersion("1"), new DebianVersion("2")))
                .isEmpty();
    }
}
