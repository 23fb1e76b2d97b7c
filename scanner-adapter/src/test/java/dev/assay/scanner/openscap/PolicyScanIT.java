package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.report.ContentUsed;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Severity;
import dev.assay.scanner.adapter.ScanOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the SCAP Security Guide that Debian packages (ssg-debian). */
class PolicyScanIT {
    private static final Path GUIDE = Path.of("/usr/share/xml/scap/ssg/content");

    @TempDir
    Path directory;

    private Workbench workbench;

    @BeforeEach
    void layOut() throws IOException {
        workbench = new Workbench(directory);
    }

    @Test
    void shouldPassAnImageThatFailsNoRule() throws Exception {
        // When
        ScanOutcome outcome = workbench.policy(image());

        // Then
        assertThat(outcome).asInstanceOf(type(ScanOutcome.Told.class)).satisfies(told -> {
            assertThat(told.compliance()).isEqualTo(Compliance.COMPLIANT);
            assertThat(told.summary())
                    .extracting(SummaryItem::label, SummaryItem::data)
                    .containsExactly(
                            tuple("important", "0"),
                            tuple("moderate", "0"),
                            tuple("low", "0"),
                            tuple("score", "100.00"));
            assertThat(told.findings()).isEmpty();
            assertThat(told.examined()).isPositive();
            assertThat(told.content().get(0).name()).isEqualTo("ssg-debian11-ds.xml");
        });
        assertThat(workbench.work()).isEmptyDirectory();
    }

    @Test
    void shouldNameTheRulesThatAreNotCheckedSinceOwnersAndModesAreNotTheImages() throws Exception {
        // When
        ScanOutcome outcome = workbench.policy(image());

        // Then
        assertThat(outcome)
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(told -> assertThat(told.notes())
                        .singleElement()
                        .asString()
                        .startsWith("not checked")
                        .contains("file_owner_etc_passwd", "file_permissions_systemmap", "file_groupowner_etc_shadow")
                        .doesNotContain("package_telnetd_removed"));
    }

    @Test
    void shouldFailAnImageThatFailsAGraveRule() throws Exception {
        // When
        ScanOutcome outcome = workbench.policy(image().withPackages("libc6 2.31-13 amd64", "telnetd 0.17-42 amd64"));

        // Then
        assertThat(outcome).asInstanceOf(type(ScanOutcome.Told.class)).satisfies(told -> {
            assertThat(told.compliance()).isEqualTo(Compliance.NON_COMPLIANT);
            assertThat(told.findings()).extracting(Finding::id).containsExactly("package_telnetd_removed");
            assertThat(told.findings().get(0).severity()).isEqualTo(Severity.IMPORTANT);
            assertThat(told.findings().get(0).title())
                    .isNotEqualTo("package_telnetd_removed")
                    .isNotBlank();
        });
    }

    @Test
    void shouldKeepToTheThreshold() throws Exception {
        // Given
        DirectoryImage image = image().withPackages("libc6 2.31-13 amd64", "nis 3.17.1-6 amd64");

        // When, Then: the rule is of low severity
        assertThat(workbench.policy(image))
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it -> assertThat(it.compliance()).isEqualTo(Compliance.COMPLIANT))
                .satisfies(it ->
                        assertThat(it.findings()).extracting(Finding::severity).containsExactly(Severity.LOW));
        assertThat(workbench.set("policy-threshold", "low").policy(image))
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it -> assertThat(it.compliance()).isEqualTo(Compliance.NON_COMPLIANT));
    }

    @Test
    void shouldNameTheProfilesThereAreWhenTheWantedOneIsNot() throws Exception {
        // Given
        workbench.set("profile", "cis_level9");

        // When
        OpenScapScanner scanner = workbench.scanner();
        ScanOutcome outcome = Workbench.scan(scanner, QualityType.POLICY, image(), Workbench.ENOUGH);

        // Then: health says so as well, since it is the setting that is wrong
        assertThat(scanner.rulesTroubles()).containsExactly(((ScanOutcome.CouldNotTell) outcome).detail());
        assertThat(outcome)
                .isEqualTo(new ScanOutcome.CouldNotTell(
                        FailureReason.SCANNER_UNAVAILABLE,
                        "ssg-debian11-ds.xml has no profile 'cis_level9' (assay.openscap.profile); it has:"
                                + " anssi_np_nt28_average, anssi_np_nt28_high, anssi_np_nt28_minimal,"
                                + " anssi_np_nt28_restrictive, standard"));
    }

    @Test
    void shouldHoldAnImageAgainstTheProfileOfItsProduct() throws Exception {
        // Given
        workbench
                .set("profile", "standard")
                .set("profiles.debian11", "anssi_np_nt28_high")
                .set("profiles.debian10", "x");

        // When
        ScanOutcome outcome = workbench.policy(image());

        // Then
        assertThat(outcome)
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(
                        it -> assertThat(it.description()).contains("rules of the profile anssi_np_nt28_high apply"));
    }

    @Test
    void shouldHoldAnImageAgainstATailoredProfile() throws Exception {
        // Given: two packages that the guide forbids, of which the platform team allows one
        DirectoryImage image =
                image().withPackages("libc6 2.31-13 amd64", "telnetd 0.17-42 amd64", "ntpdate 1:4.2.8p15 amd64");
        ScanOutcome.Told before = (ScanOutcome.Told) workbench.policy(image);
        String version = workbench.contentVersion(QualityType.POLICY);

        // When
        Path file = Files.writeString(
                directory.resolve("tailoring.xml"),
                "<Tailoring xmlns='http://checklists.nist.gov/xccdf/1.2' id='xccdf_test_tailoring_ours'>"
                        + "<version time='2026-01-01T00:00:00'>1</version><Profile id='xccdf_test_profile_ours'"
                        + " extends='xccdf_org.ssgproject.content_profile_standard'><title>ours</title>"
                        + "<select idref='xccdf_org.ssgproject.content_rule_package_telnetd_removed' selected='false'/>"
                        + "</Profile></Tailoring>");
        workbench.set("tailoring.debian11", file.toString());
        ScanOutcome.Told after = (ScanOutcome.Told) workbench.policy(image);

        // Then
        assertThat(before.findings())
                .extracting(Finding::id)
                .containsExactly("package_telnetd_removed", "package_ntpdate_removed");
        assertThat(after.findings()).extracting(Finding::id).containsExactly("package_ntpdate_removed");
        assertThat(after.description()).contains("rules of the profile ours apply");
        assertThat(after.content())
                .extracting(ContentUsed::name)
                .containsExactly("ssg-debian11-ds.xml", "tailoring.xml");
        assertThat(workbench.contentVersion(QualityType.POLICY)).isNotEqualTo(version);
    }

    @Test
    void shouldAskForTheScoreThatIsSet() throws Exception {
        // Given: a failed rule of low severity, which leaves the image compliant but for its score
        DirectoryImage image = image().withPackages("libc6 2.31-13 amd64", "nis 3.17.1-6 amd64");

        // When, Then
        assertThat(workbench.set("policy-minimum-score", "50").policy(image))
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it -> assertThat(it.compliance()).isEqualTo(Compliance.COMPLIANT));
        assertThat(workbench.set("policy-minimum-score", "99.5").policy(image))
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it -> assertThat(it.compliance()).isEqualTo(Compliance.NON_COMPLIANT))
                .satisfies(it -> assertThat(it.description()).endsWith("; the score is below 99.5"));
    }

    @Test
    void shouldNameTheDataStreamThatIsMissing() throws Exception {
        // When
        ScanOutcome outcome = workbench.policy(DirectoryImage.debian("12").withPackages("libc6 2.36-9 amd64"));

        // Then
        assertThat(outcome)
                .isEqualTo(new ScanOutcome.CouldNotTell(
                        FailureReason.NOT_APPLICABLE,
                        "there are no rules for Debian GNU/Linux 12 (test): " + GUIDE
                                + "/ssg-debian12-ds.xml does not exist"));
    }

    @Test
    void shouldNotTakeRulesForAnotherReleaseForAPass() throws Exception {
        // Given: content under the name of another release, none of whose rules applies
        Path content = Files.createDirectory(directory.resolve("content"));
        Files.copy(GUIDE.resolve("ssg-debian11-ds.xml"), content.resolve("ssg-debian12-ds.xml"));
        workbench.set("xccdf-directory", content.toString());

        // When
        ScanOutcome outcome = workbench.policy(DirectoryImage.debian("12").withPackages("libc6 2.36-9 amd64"));

        // Then
        assertThat(outcome)
                .isEqualTo(new ScanOutcome.CouldNotTell(
                        FailureReason.NOT_APPLICABLE,
                        "none of the rules of the profile standard applies to the image"));
    }

    @Test
    void shouldRefuseADataStreamThatIsNone() throws Exception {
        // Given
        Path content = Files.createDirectory(directory.resolve("content"));
        Files.writeString(content.resolve("ssg-debian11-ds.xml"), "<a/>");
        workbench.set("xccdf-directory", content.toString());

        // When
        ScanOutcome outcome = workbench.policy(image());

        // Then
        assertThat(outcome).asInstanceOf(type(ScanOutcome.CouldNotTell.class)).satisfies(it -> {
            assertThat(it.reason()).isEqualTo(FailureReason.SCANNER_ERROR);
            assertThat(it.detail()).contains("no XCCDF 1.2 benchmark");
        });
    }

    /** Its files in etc/ are all there for the rules to read. */
    @Test
    void shouldNotLetTheImagesAptConfigurationKeepOscapFromReadingPackages() throws Exception {
        // Given
        DirectoryImage image = image().withPackages("libc6 2.31-13 amd64", "telnetd 0.17-42 amd64")
                .with("etc/apt/apt.conf", "Dir::State::status \"/dev/null\";\n")
                .with("etc/apt/apt.conf.d/99evil", "APT::Architecture \"none\"; Dir::Cache::pkgcache \"\";\n");

        // When
        ScanOutcome outcome = workbench.policy(image);

        // Then
        assertThat(outcome)
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it ->
                        assertThat(it.findings()).extracting(Finding::id).containsExactly("package_telnetd_removed"));
    }

    @Test
    void shouldNotTellWhenOscapFails() throws Exception {
        onRules("echo 'OpenSCAP Error: no luck' >&2; exit 1");
        refused("status 1", "no luck");
    }

    @Test
    void shouldNotCallAnImageCompliantOfWhichRulesAreUndecided() throws Exception {
        // Given: all rules pass, but one that oscap could not look at
        onRules("$OSCAP \"$@\"; sed -i -z 's/<result>pass</<result>error</' \"$HOME/../xccdf.results\"");

        // When
        ScanOutcome outcome = workbench.policy(image());

        // Then
        assertThat(outcome).asInstanceOf(type(ScanOutcome.Told.class)).satisfies(told -> {
            assertThat(told.findings()).isEmpty();
            assertThat(told.compliance()).isEqualTo(Compliance.NON_COMPLIANT);
            assertThat(told.summary())
                    .extracting(SummaryItem::label, SummaryItem::data)
                    .contains(tuple("undecided", "1"));
            assertThat(told.notes()).anyMatch(it -> it.startsWith("oscap could not decide"));
        });
    }

    @Test
    void shouldNotTellWhenOscapLeavesNoResults() throws Exception {
        onRules("exit 2");
        refused("left no results");
    }

    @Test
    void shouldNotTellWhenOscapCouldNotDecideAnything() throws Exception {
        onRules("$OSCAP \"$@\"; sed -i -E 's/<result>(pass|fail)</<result>error</' \"$HOME/../xccdf.results\"");
        refused("could not decide any of the ");
    }

    @Test
    void shouldNotTellWhenResultsAreMissing() throws Exception {
        onRules("$OSCAP \"$@\"; sed -i 's/content_rule_package_telnetd_removed\"/other\"/' \"$HOME/../xccdf.results\"");
        refused("said nothing on 1 of the 44 rules of the profile standard");
    }

    /** In place of oscap where it looks at rules; where it looks at packages it is as always. */
    private void onRules(String script) throws IOException {
        workbench.oscapIs("[ \"$1\" = xccdf ] || exec $OSCAP \"$@\"\n" + script);
    }

    private void refused(String... details) throws Exception {
        assertThat(workbench.policy(image()))
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> {
                    assertThat(it.detail()).contains(details);
                    assertThat(it.reason()).isIn(FailureReason.SCANNER_ERROR, FailureReason.REPORT_UNREADABLE);
                });
    }

    private static DirectoryImage image() {
        return DirectoryImage.debian("11")
                .with("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n")
                .with("etc/shadow", "root:*:19000:0:99999:7:::\n")
                .withPackages("libc6 2.31-13 amd64", "tzdata 2024a-0 all");
    }
}
