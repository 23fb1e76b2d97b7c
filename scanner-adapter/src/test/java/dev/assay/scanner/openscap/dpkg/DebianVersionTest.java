package dev.assay.scanner.openscap.dpkg;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebianVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, <, 1.1",
        "1.9, <, 1.10",
        "1.0~rc1, <, 1.0",
        "1.0~rc1-1, <, 1.0~rc2-1",
        "1.0, =, 0:1.0",
        "1.0-0, =, 1.0",
        "1.0-1, <, 1.0-1+b1",
        "1.0-1~deb12u1, <, 1.0-1",
        "9, <, 1:0",
        "1.0a, >, 1.0",
        "1.0+x, >, 1.0a",
        "1.0-1-2, >, 1.0-1-1",
        "001, =, 1",
        "1.0.0, >, 1.0",
        "1.0~~, <, 1.0~",
        "1:2:3, >, 1:2",
        "1:2:3, <, 1:2:4",
        "1:2:3, <, 2:1",
        "99999999999999999999999, >, 99999999999999999999998"
    })
    void shouldOrderAsDpkgDoes(String a, String relation, String b) {
        int order = Integer.signum(new DebianVersion(a).compareTo(new DebianVersion(b)));
        assertThat("<=>".charAt(order + 1)).hasToString(relation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1 2", "a:1", "a:1:2", "1:", "1/2", "1\n2", ":1", "1234567890:1", "ü"})
    void shouldReadNoneThatDpkgWouldNotHaveWritten(String text) {
        assertThat(DebianVersion.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0:1.0-1, 1.0-1", "1.0-1, 1.0-1", "1:1.0-1, 1:1.0-1", "0:2:3, 0:2:3"})
    void shouldLeaveOutNoEpochThatMatters(String text, String shortForm) {
        assertThat(new DebianVersion(text).shortForm()).isEqualTo(shortForm);
    }

    @Property(tries = 500)
    void shouldBeAnOrder(
            @ForAll("versions") DebianVersion a,
            @ForAll("versions") DebianVersion b,
            @ForAll("versions") DebianVersion c) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a.compareTo(c)).isLessThanOrEqualTo(0);
        }
    }

    /** What the canary relies on. */
    @Property(tries = 500)
    void shouldPutWhatIsAddedBehind(@ForAll("versions") DebianVersion version) {
        assertThat(new DebianVersion(version.text() + "+0").compareTo(version)).isPositive();
    }

    @Provide
    Arbitrary<DebianVersion> versions() {
        return Arbitraries.strings()
                .withChars("019a+.~-")
                .ofMaxLength(8)
                .map(it -> "1" + it)
                .map(DebianVersion::new);
    }
}
