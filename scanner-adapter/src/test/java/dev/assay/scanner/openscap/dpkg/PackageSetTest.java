package dev.assay.scanner.openscap.dpkg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackageSetTest {
    @Test
    void shouldTakeOnlyWhatIsAtLeastHalfInstalled() {
        PackageSet packages = read(stanza("gone", "deinstall ok config-files")
                + stanza("never", "install ok not-installed")
                + stanza("half", "install reinstreq half-installed")
                + stanza("held", "hold ok installed"));
        assertThat(packages.statusFile().lines().filter(it -> it.startsWith("Package")))
                .containsExactly("Package: half", "Package: held");
        assertThat(packages.statusFile().lines().filter(it -> it.startsWith("Status")))
                .containsOnly("Status: install ok installed");
    }

    @Test
    void shouldWriteNothingButWhatItUnderstood() {
        PackageSet packages = read("""
                Package: a
                Description: x
                 Package: b
                Status: install ok installed
                Evil: yes
                Architecture: arm64
                Version: 1.0-1
                Provides: c (= 1.0), d:any, ../e, F
                """);
        assertThat(packages.statusFile()).isEqualTo("""
                        Package: a
                        Status: install ok installed
                        Architecture: arm64
                        Version: 1.0-1

                        """);
        assertThat(packages.answeringNames()).containsExactly("a");
    }

    @Test
    void shouldKeepTheOldestOfSeveralVersions() {
        PackageSet packages = read(stanza("a", "install ok installed", "2.0", "amd64")
                + stanza("a", "install ok installed", "10.0", "amd64")
                + stanza("a", "install ok installed", "1.0", "i386"));
        assertThat(packages.find("a").map(DpkgPackage::version)).contains(new DebianVersion("1.0"));
        assertThat(packages.inSeveralVersions()).containsExactly("a");
    }

    @Test
    void shouldWitnessWithTheFirstAndTheLastPackageOfTheArchitecture() {
        assertThat(witnesses(stanza("a", "install ok installed", "1", "all")
                        + stanza("b", "install ok installed", "1", "amd64")
                        + stanza("c", "install ok installed", "1", "amd64")
                        + stanza("d", "install ok installed", "1", "amd64")))
                .containsExactly("b", "d");
        assertThat(witnesses(stanza("a", "install ok installed", "1", "all"))).containsExactly("a");
    }

    @Test
    void shouldCountEntriesThatMakeNoSense() {
        List<DpkgPackage> found = new ArrayList<>();
        int unreadable = new StatusParser(false, found::add)
                .parse("Package: A\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n\n\n\n"
                        + "Package: b\nArchitecture: amd64\nVersion: 1\n\nrubbish\n\n"
                        + stanza("ok", "install ok installed"));
        assertThat(unreadable).isEqualTo(3);
        assertThat(found).extracting(DpkgPackage::name).containsExactly("ok");
    }

    @Test
    void shouldKnowDebiansNamesOfArchitectures() {
        assertThat(architecture("linux/386")).contains("i386");
        assertThat(architecture("linux/arm64/v8")).contains("arm64");
        assertThat(architecture("linux/arm/v7")).contains("armhf");
        assertThat(architecture("linux/arm")).contains("armhf");
        assertThat(architecture("linux/arm/v6")).contains("armel");
        assertThat(architecture("linux/ppc64le")).contains("ppc64el");
        assertThat(architecture("linux/wasm")).isEmpty();
    }

    private static Optional<String> architecture(String platform) {
        return DebianArchitecture.of(Platform.parse(platform));
    }

    private static List<String> witnesses(String status) {
        return read(status).witnesses().stream().map(DpkgPackage::name).toList();
    }

    private static PackageSet read(String status) {
        List<DpkgPackage> found = new ArrayList<>();
        new StatusParser(false, found::add).parse(status);
        return new PackageSet(found, Optional.empty());
    }

    private static String stanza(String name, String status) {
        return stanza(name, status, "1.0", "amd64");
    }

    private static String stanza(String name, String status, String version, String architecture) {
        return "Package: " + name + "\nStatus: " + status + "\nVersion: " + version + "\nArchitecture: " + architecture
                + "\n\n";
    }
}
