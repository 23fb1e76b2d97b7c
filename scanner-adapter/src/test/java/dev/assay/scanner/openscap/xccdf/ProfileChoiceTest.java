package dev.assay.scanner.openscap.xccdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.content.ContentFile;
import dev.assay.scanner.openscap.fault.CannotTellException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileChoiceTest {
    private static final String GUIDE = "<Benchmark xmlns='http://checklists.nist.gov/xccdf/1.2'>"
            + "<Profile id='x_profile_standard'><select idref='r_a' selected='true'/></Profile>"
            + "<Profile id='x_profile_strict' extends='x_profile_standard'><select idref='r_b' selected='1'/></Profile>"
            + "<Value id='v'/><Group id='g'><Rule id='r_a' selected='false'/><Rule id='r_b' selected='false'/></Group>"
            + "<Rule id='r_always'/></Benchmark>";

    @TempDir
    Path directory;

    @Test
    void shouldTakeTheStandardProfileWhereNoneIsNamedForTheProduct() throws Exception {
        assertThat(choose(Map.of(), Map.of()).profile().shortId()).isEqualTo("standard");
        assertThat(choose(Map.of("rhel9", "strict"), Map.of()).profile().shortId())
                .isEqualTo("standard");
    }

    @Test
    void shouldTakeTheProfileThatIsNamedForTheProductWithTheRulesOfThoseItBuildsOn() throws Exception {
        // When
        ProfileChoice choice = choose(Map.of("debian11", "strict"), Map.of());

        // Then
        assertThat(choice.profile().id()).isEqualTo("x_profile_strict");
        assertThat(choice.rules()).containsExactlyInAnyOrder("r_a", "r_b", "r_always");
    }

    @Test
    void shouldTakeTheOneProfileOfATailoringFile() throws Exception {
        // When
        ProfileChoice choice = tailored(
                "<Profile id='own_profile_ours' extends='x_profile_strict'><select idref='r_a' selected='false'/>"
                        + "<set-value idref='v'>1</set-value></Profile>",
                Map.of());

        // Then
        assertThat(choice.profile().id()).isEqualTo("own_profile_ours");
        assertThat(choice.rules()).containsExactlyInAnyOrder("r_b", "r_always");
        assertThat(choice.tailoring())
                .hasValueSatisfying(it -> assertThat(it.used().name()).isEqualTo("tailoring.xml"));
    }

    @Test
    void shouldTakeTheNamedOneOfSeveralProfilesOfATailoringFile() throws Exception {
        String two =
                "<Profile id='own_profile_a' extends='x_profile_strict'/><Profile id='own_profile_b' extends='own_profile_a'/>";
        assertThat(tailored(two, Map.of("debian11", "b")).profile().id()).isEqualTo("own_profile_b");
    }

    @Test
    void shouldTakeAProfileThatShadowsTheGuidesOwn() throws Exception {
        String shadow =
                "<Profile id='x_profile_standard' extends='x_profile_standard'><select idref='r_b' selected='true'/></Profile>";
        assertThat(tailored(shadow, Map.of()).rules()).containsExactlyInAnyOrder("r_a", "r_b", "r_always");
    }

    /** oscap itself says nothing, and calls it a score of 100. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Profile id='p' extends='x_profile_gone'/> | it extends 'x_profile_gone', which does not exist",
                "<Profile id='p' extends='p'/> | it extends 'p', which does not exist",
                "<Profile id='p' extends='q'/><Profile id='q' extends='p'/> | or on itself",
                "<Profile id='p'><select idref='r_typo' selected='true'/></Profile> | does not have: r_typo",
                "<Profile id='p'><refine-value idref='v_typo' selector='1'/></Profile> | does not have: v_typo",
                "<Profile id='p'><select idref='r_always' selected='false'/></Profile> | it selects no rule"
            })
    void shouldRefuseATailoringThatWouldWeakenTheGuideUnseen(String profiles, String why) {
        assertThatThrownBy(() -> tailored(profiles, Map.of("debian11", "p")))
                .hasMessageContaining(" is of no use: ")
                .hasMessageContaining(why)
                .satisfies(it ->
                        assertThat(((CannotTellException) it).reason()).isEqualTo(FailureReason.SCANNER_UNAVAILABLE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a/> | its root element is another",
                "<Tailoring xmlns='http://checklists.nist.gov/xccdf/1.1'/> | its root element is another",
                "<Tailoring xmlns='http://checklists.nist.gov/xccdf/1.2'/> | it has no profile",
                "<Tailoring | not well-formed",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/> | document type"
            })
    void shouldRefuseATailoringFileThatIsNone(String text, String why) throws Exception {
        Path file = Files.writeString(directory.resolve("tailoring.xml"), text);
        assertThatThrownBy(() -> choose(Map.of(), Map.of("debian11", file)))
                .hasMessageContaining(
                        "the tailoring file " + file + " (assay.openscap.tailoring.debian11) is of no use: ")
                .hasMessageContaining(why);
    }

    @Test
    void shouldRefuseATailoringFileThatIsNotThereOrTooLarge() throws Exception {
        Path missing = directory.resolve("missing.xml");
        assertThatThrownBy(() -> choose(Map.of(), Map.of("debian11", missing))).hasMessageContaining("can't be read");
        assertThatThrownBy(() -> choose(Map.of(), Map.of("debian11", directory)))
                .hasMessageContaining("can't be read");
        Path large = Files.write(directory.resolve("large.xml"), new byte[4 * 1024 * 1024 + 1]);
        assertThatThrownBy(() -> choose(Map.of(), Map.of("debian11", large))).hasMessageContaining("larger than");
    }

    @Test
    void shouldSayWhichProfilesThereAre() {
        assertThatThrownBy(() -> choose(Map.of("debian11", "gone"), Map.of()))
                .hasMessage("ssg-debian11-ds.xml has no profile 'gone' (assay.openscap.profiles.debian11); it has:"
                        + " standard, strict")
                .satisfies(it ->
                        assertThat(((CannotTellException) it).reason()).isEqualTo(FailureReason.SCANNER_UNAVAILABLE));
        assertThatThrownBy(() -> choose("stadnard", Map.of(), Map.of()))
                .hasMessageContaining("has no profile 'stadnard' (assay.openscap.profile); it has: standard, strict")
                .satisfies(it ->
                        assertThat(((CannotTellException) it).reason()).isEqualTo(FailureReason.SCANNER_UNAVAILABLE));
        String two = "<Profile id='own_profile_a'/><Profile id='own_profile_b'/>";
        assertThatThrownBy(() -> tailored(two, Map.of()))
                .hasMessageContaining("has several profiles (a, b); say which by assay.openscap.profiles.debian11");
        assertThatThrownBy(() -> tailored(two, Map.of("debian11", "standard")))
                .hasMessageContaining("has no profile 'standard' (assay.openscap.profiles.debian11); it has: a, b");
    }

    @Test
    void shouldChangeItsVersionWithEverySettingAndEveryByteOfATailoringFile() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("tailoring.xml"), tailoring("<Profile id='p'/>"));
        ProfileSettings settings = new ProfileSettings("standard", Map.of(), Map.of("debian11", file));
        String before = settings.version();

        // When
        Files.writeString(file, tailoring("<Profile id='q'/>"));

        // Then
        assertThat(settings.version()).isNotEqualTo(before);
        Files.writeString(file, "of no use");
        assertThat(settings.version()).isNotEqualTo(before);
        assertThat(Stream.of(
                                new ProfileSettings("standard", Map.of(), Map.of()),
                                new ProfileSettings("strict", Map.of(), Map.of()),
                                new ProfileSettings("standard", Map.of("debian11", "strict"), Map.of()),
                                new ProfileSettings("standard", Map.of("debian12", "strict"), Map.of()))
                        .map(ProfileSettings::version))
                .doesNotHaveDuplicates();
    }

    private ProfileChoice tailored(String profiles, Map<String, String> byProduct) throws Exception {
        Path file = Files.writeString(directory.resolve("tailoring.xml"), tailoring(profiles));
        return choose(byProduct, Map.of("debian11", file));
    }

    private static String tailoring(String profiles) {
        return "<Tailoring xmlns='http://checklists.nist.gov/xccdf/1.2' id='t'><version time='2026-01-01T00:00:00'>1"
                + "</version>" + profiles + "</Tailoring>";
    }

    private static ProfileChoice choose(Map<String, String> byProduct, Map<String, Path> tailorings) throws Exception {
        return choose("standard", byProduct, tailorings);
    }

    private static ProfileChoice choose(String standard, Map<String, String> byProduct, Map<String, Path> tailorings)
            throws Exception {
        DataStream guide = DataStreamReader.read(new ByteArrayInputStream(GUIDE.getBytes(StandardCharsets.UTF_8)));
        return ProfileChoice.of(
                new ProfileSettings(standard, byProduct, tailorings),
                guide,
                new ContentFile(Path.of("/guide/ssg-debian11-ds.xml"), "00", 1));
    }
}
