package dev.assay.scanner.openscap.dpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Whatever an image's package database is, oscap is shown one that dpkg could have written. */
class DpkgDatabaseFuzzTest {
    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void shouldShowNothingButWhatDpkgCouldHaveWritten(@ForAll("databases") String text, @ForAll boolean isPart) {
        // When
        List<DpkgPackage> found = new ArrayList<>();
        int unreadable = new StatusParser(isPart, found::add).parse(text);
        PackageSet packages = new PackageSet(found, Optional.of("amd64"));

        // Then: as many entries as the text has at most, and what is written says the same when it is read again
        assertThat(found.size() + unreadable).isLessThanOrEqualTo(text.split("\\R\\s*\\R", -1).length);
        assertThat(packages.statusFile().lines())
                .allMatch(it -> it.isEmpty()
                        || it.matches("Package: [a-z0-9][a-z0-9+.-]*|Status: install ok installed"
                                + "|Architecture: (?:amd64|all)|Version: [A-Za-z0-9.+~:-]+"));
        List<DpkgPackage> again = new ArrayList<>();
        assertThat(new StatusParser(false, again::add).parse(packages.statusFile()))
                .isZero();
        assertThat(again.stream().map(DpkgPackage::name).collect(Collectors.toSet()))
                .isEqualTo(packages.answeringNames());
        Statistics.label("found")
                .collect(!found.isEmpty())
                .coverage(it -> it.check(true).percentage(share -> share > 20));
    }

    @Provide
    Arbitrary<String> databases() {
        Arbitrary<String> names = Arbitraries.of(
                "Package", "PACKAGE", "Status", "Version", "Architecture", "Provides", "Source", "X", "");
        Arbitrary<String> values = Arbitraries.frequencyOf(
                Tuple.of(
                        10,
                        Arbitraries.of(
                                "openssl",
                                "libc6",
                                "a/b",
                                "Ä",
                                "install ok installed",
                                "hold ok half-installed",
                                "deinstall ok config-files",
                                "1.0-1",
                                "2:1.0~rc1",
                                "0:",
                                "-1",
                                "1.0-1\u0000",
                                "amd64",
                                "all",
                                "i386",
                                "../..",
                                "",
                                "x".repeat(400))),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(20)));
        Arbitrary<String> lines = Arbitraries.frequencyOf(
                Tuple.of(
                        10,
                        Combinators.combine(names, Arbitraries.of(": ", ":", " :", "", ":\t "), values)
                                .as((name, colon, value) -> name + colon + value)),
                Tuple.of(3, Arbitraries.of("", " ", "\t", " continued", "\r", "\f", "\u2028", "\u0085")));
        Arbitrary<String> whole = Combinators.combine(Arbitraries.of("openssl", "libc6", "zlib1g"), values)
                .as((name, more) -> "Package: " + name
                        + "\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.0-1\nX: " + more + "\n");
        return Arbitraries.frequencyOf(Tuple.of(4, lines), Tuple.of(1, whole))
                .list()
                .ofMaxSize(30)
                .map(it -> String.join("\n", it));
    }
}
