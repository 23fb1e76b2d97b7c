package dev.assay.scanner.openscap.root;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "etc/os-release",
                "usr/lib/os-release",
                "etc/debian_version",
                "etc/lsb-release",
                "etc/dnf/modules.d/nodejs.module",
                "var/lib/dpkg/status",
                "var/lib/dpkg/status.d/base"
            })
    void shouldWantWhatSaysWhichSystemAndPackagesThereAre(String path) {
        assertThat(new WantedFiles(false).test(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var/cache/apt/pkgcache.bin",
                "usr/bin/dpkg",
                "usr/share/dpkg/cputable",
                "var/lib/dpkg/info/a.list",
                "run/.containerenv",
                "etc/apt/apt.conf.d/evil",
                "etc/x/os-release"
            })
    void shouldNotWantWhatAnImageCouldMisleadOscapWith(String path) {
        assertThat(new WantedFiles(false).test(path)).isFalse();
    }

    @Test
    void shouldWantConfigurationForRulesOnly() {
        assertThat(new WantedFiles(true).test("etc/ssh/sshd_config")).isTrue();
        assertThat(new WantedFiles(false).test("etc/ssh/sshd_config")).isFalse();
        assertThat(new WantedFiles(true).test("usr/bin/dpkg")).isFalse();
    }

    @Test
    void shouldWantWhatAnRpmDatabaseConsistsOf() {
        WantedFiles wanted = new WantedFiles(false);
        assertThat(wanted.test("var/lib/rpm/README")).isFalse();
        assertThat(wanted.test("var/lib/rpm/rpmdb.sqlite-shm")).isFalse();
        assertThat(wanted.test("var/lib/rpm/rpmdb.sqlite")).isTrue();
        assertThat(wanted.test("usr/lib/sysimage/rpm/Packages.db")).isTrue();
    }
}
