package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.report.Finding;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.openscap.RealDpkg.Known;
import dev.assay.scanner.openscap.RealDpkg.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is found in images whose packages dpkg itself put there, held against what dpkg says: for the feed as it is cut
 * for an image, for the whole feed, and for the findings that come of it.
 */
class TruthSetIT {
    /** More than 2,000 pairs of a package and a definition that asks for it, over all tests. */
    private static final int PAIRS_EACH = 350;

    private static final List<String> OTHERS = List.of(
            "0:0",
            "1",
            "1.0",
            "2.36-9+deb12u4",
            "3.0.9-1~deb12u1",
            "5.2.15-2+b3",
            "7.88.1-10",
            "12.2.0-14+b1",
            "1:1.0-1",
            "2:1.0-1~bpo12+1",
            "2024a-0+deb12u2",
            "9:1");

    @TempDir
    Path directory;

    private Workbench workbench;
    private Path out;
    private RealDpkg dpkg;

    @BeforeEach
    void layOut() throws IOException {
        workbench = new Workbench(directory);
        dpkg = new RealDpkg(directory.resolve("dpkg"));
        out = Files.createDirectory(directory.resolve("out"));
        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    void shouldFindWhatDpkgCallsOlderWhateverAVersionLooksLike() throws Exception {
        // Given: native, epochs, tildes, backports, rebuilds, many dashes, letters, zeros, numbers beyond all integers
        dpkg.with("openssl", "3.0.9-1", "amd64")
                .with("adduser", "3.134", "all")
                .with("vim", "2:9.0.1378-2", "amd64")
                .with("curl", "7.88.1-10+deb12u5", "amd64")
                .with("bash", "5.2.15-2+b2", "amd64")
                .with("linux-libc-dev", "6.5.10-1~bpo12+1", "amd64")
                .with("nodejs", "18.0~rc1+dfsg1-0.1", "amd64")
                .with("ntp", "1:4.2.8p15+dfsg-2~1.2.2+dfsg1-1+deb12u1", "amd64")
                .with("dashes", "1.0-rc1-2", "amd64")
                .with("colons", "1:2:3-1", "amd64")
                .with("zeros", "007.08.0-01", "amd64")
                .with("dated", "20230815123456789012345-1", "all")
                .with("openssh-client", "1:9.2p1-2+deb12u2", "amd64")
                .with("g++-12", "12.2.0-14", "amd64")
                .with("python3.11", "3.11.2-6", "amd64");

        // Then
        shouldAgree(new TruthSet(dpkg.install()).ask(List.of("absent", "g++"), OTHERS), asInstalled(), true);
    }

    @Test
    void shouldCountPackagesOfWhichSomethingIsThere() throws Exception {
        // Given: each state that dpkg can leave a package in, and one package that was brought to a newer version
        for (State state : State.values()) {
            dpkg.with(state, state.name().toLowerCase(Locale.ROOT).replace('_', '-'), "1.0-1", "amd64");
        }
        dpkg.with("upgraded", "1.0-1", "amd64").with("upgraded", "2.0-1", "amd64");

        // Then
        shouldAgree(new TruthSet(dpkg.install()).ask(List.of("absent"), OTHERS), asInstalled(), true);
    }

    @Test
    void shouldTakeNoVirtualPackageAndNoSourcePackageForOneThatIsThere() throws Exception {
        // Given: two names that are provided, of which one is an older package's own name as well
        dpkg.with(State.INSTALLED, "perl", "5.36.0-7", "amd64", "Provides: libdigest-perl (= 1.17), perl-api")
                .with("libdigest-perl", "1.16-2", "all")
                .with(State.INSTALLED, "exim4", "4.96-15", "amd64", "Provides: mail-transport-agent")
                .with(State.INSTALLED, "libssl3", "3.0.9-1+b1", "amd64", "Source: ssl (3.0.9-1)")
                .with(State.INSTALLED, "gcc", "4:12.2.0-3", "amd64", "Source: gcc-defaults (1.203)")
                .with(
                        State.INSTALLED,
                        "libgcc-s1",
                        "12.2.0-14",
                        "amd64",
                        "Source: gcc-12",
                        "Provides: libgcc1 (= 1:12.2.0-14)")
                .with(State.HELD, "held", "1.0-1", "amd64", "Provides: held-too");
        List<String> names =
                List.of("perl-api", "mail-transport-agent", "ssl", "gcc-defaults", "gcc-12", "libgcc1", "held-too");

        // Then
        shouldAgree(new TruthSet(dpkg.install()).ask(names, OTHERS), asInstalled(), true);
    }

    @Test
    void shouldSeePackagesOfASecondArchitecture() throws Exception {
        // Given: of one package each architecture has another version, which leaves both half-way
        dpkg.foreignArchitecture("i386")
                .with("libc6", "2.36-9+deb12u4", "amd64")
                .with("tzdata", "2024a-0+deb12u1", "all")
                .with("libfoo1", "1.2.3-4", "i386")
                .with(State.INSTALLED, "libsame", "2:1.0-1", "amd64", "Multi-Arch: same")
                .with(State.INSTALLED, "libsame", "2:1.0-1", "i386", "Multi-Arch: same")
                .with(State.UNPACKED, "libboth", "1.1-1", "amd64", "Multi-Arch: same")
                .with(State.UNPACKED, "libboth", "1.0-1+b1", "i386", "Multi-Arch: same")
                .with(State.CONFIG_FILES, "libold", "0.9-1", "i386");

        // Then
        shouldAgree(new TruthSet(dpkg.install()).ask(List.of("absent"), OTHERS), asInstalled(), false);
    }

    @Test
    void shouldSeePackagesOfAnotherMachine() throws Exception {
        // Given
        dpkg.foreignArchitecture("arm64")
                .with("libc6", "2.36-9+deb12u4", "arm64")
                .with("openssl", "3.0.9-1", "arm64")
                .with("vim", "2:9.0.1378-2", "arm64")
                .with("tzdata", "2024a-0+deb12u1", "all")
                .with(State.HELD, "curl", "7.88.1-10+deb12u5", "arm64")
                .with(State.CONFIG_FILES, "libold", "0.9-1", "arm64");

        // Then
        shouldAgree(
                new TruthSet(dpkg.install()).ask(List.of("absent"), OTHERS),
                asInstalled().on("linux/arm64"),
                false);
    }

    @Test
    void shouldSeePackagesOfDistrolessImages() throws Exception {
        // Given: the control files of packages, in place of what dpkg makes of them
        dpkg.with("base-files", "12.4+deb12u4", "amd64")
                .with("libc6", "2.36-9+deb12u4", "amd64")
                .with(State.INSTALLED, "libssl3", "3.0.9-1+b1", "amd64", "Source: openssl (3.0.9-1)")
                .with(State.INSTALLED, "tzdata", "2024a-0+deb12u1", "all", "Provides: tzdata-bookworm,", " zoneinfo")
                .with("netbase", "6.4", "all")
                .with("bash", "5.2.15-2+b2", "amd64");
        List<Known> known = dpkg.install();
        DirectoryImage image = DirectoryImage.debian("12");
        List<String> controlFiles = dpkg.controlFiles();
        for (int i = 0; i < controlFiles.size(); i++) {
            image.with("var/lib/dpkg/status.d/" + i, controlFiles.get(i));
        }

        // Then
        shouldAgree(new TruthSet(known).ask(List.of("openssl", "zoneinfo"), OTHERS), image, false);
    }

    private DirectoryImage asInstalled() throws IOException {
        return DirectoryImage.debian("12").with("var/lib/dpkg/status", dpkg.status());
    }

    /** @param likeStock whether oscap has to say the same of dpkg's own database */
    private void shouldAgree(TruthSet truth, DirectoryImage image, boolean likeStock) throws Exception {
        truth.settle(directory);
        workbench.feed("debian-12", truth.feed("12"));
        observe(truth.feed("12"), likeStock);

        // When
        ScanOutcome outcome = workbench.vulnerabilities(image);

        // Then
        assertThat(outcome).isInstanceOf(ScanOutcome.Told.class);
        assertThat(truth.pairs()).isGreaterThan(PAIRS_EACH);
        assertThat(truth.trueOnes()).hasSizeBetween(truth.size() / 10, truth.size() * 9 / 10);
        assertThat(truth.mismatches(trueOnes("whole"))).as("the whole feed").isEmpty();
        assertThat(truth.mismatches(trueOnes("cut")))
                .as("the feed as it is cut")
                .isEmpty();
        if (likeStock && readsPackagesByApt()) {
            assertThat(truth.mismatches(trueOnes("stock")))
                    .as("dpkg's own database")
                    .isEmpty();
        }
        assertThat(findings(outcome)).isEqualTo(truth.findings());
    }

    /**
     * Keeps what oscap says of the feed as it is cut, and has it look at all of the feed too: in the same folder, and in
     * one that differs in the package database, which is dpkg's own.
     */
    private void observe(OvalText feed, boolean likeStock) throws IOException {
        Path whole = Files.writeString(directory.resolve("whole.xml"), feed.toString());
        String look = "$OSCAP oval eval --skip-validation " + whole + " > " + out;
        Path database = Files.writeString(directory.resolve("stock"), dpkg.status());
        String status = "\"$OSCAP_PROBE_ROOT/var/lib/dpkg/status\"";
        workbench.oscapIs("[ \"$1\" = --version ] && exec $OSCAP \"$@\"\n"
                + look + "/whole || exit 9\n"
                + (likeStock
                        ? "cp " + status + " \"$HOME/ours\"; cp " + database + " " + status + "\n"
                                + look + "/stock || exit 9\n"
                                + "cp \"$HOME/ours\" " + status + "\n"
                        : "")
                + "$OSCAP \"$@\" > " + out + "/cut");
    }

    /** Later ones pass over packages that are held, and take one for what it provides. */
    private boolean readsPackagesByApt() {
        return workbench.scanner().state().adapterVersion().matches("1\\.3\\.[0-9]");
    }

    private List<String> trueOnes(String run) throws IOException {
        return Files.readAllLines(out.resolve(run)).stream()
                .filter(it -> it.startsWith("Definition oval:org.debian:") && it.endsWith(": true"))
                .mapToInt(it -> Integer.parseInt(it.replaceAll(".*:def:(\\d+): true", "$1")))
                .sorted()
                .mapToObj(it -> "CVE-2031-" + (9_999 + it))
                .toList();
    }

    private static List<String> findings(ScanOutcome outcome) {
        return ((ScanOutcome.Told) outcome)
                .findings().stream().map(TruthSetIT::words).sorted().toList();
    }

    private static String words(Finding it) {
        return String.join(
                " ",
                it.id(),
                it.packageName().orElse("-"),
                it.installed().orElse("-"),
                it.fixed().orElse("-"));
    }
}
