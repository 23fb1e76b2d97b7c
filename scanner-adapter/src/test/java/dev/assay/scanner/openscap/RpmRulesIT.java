package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Severity;
import dev.assay.scanner.adapter.ScanOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules and images with RPM packages. What the SCAP Security Guide says of one is compared in {@link OscapPodmanIT}. */
class RpmRulesIT {
    /** Three rules: on a package, on a line of a file, and on a file that is not extracted. */
    private static final String GUIDE =
            """
            <d:data-stream-collection xmlns:d="http://scap.nist.gov/schema/scap/source/1.2"
                xmlns:x="http://www.w3.org/1999/xlink" id="scap_test_collection_a" schematron-version="1.2">
              <d:data-stream id="scap_test_datastream_a" scap-version="1.2" use-case="OTHER">
                <d:checklists><d:component-ref id="scap_test_cref_rules" x:href="#scap_test_comp_rules">
                  <catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
                    <uri name="oval.xml" uri="#scap_test_cref_oval"/></catalog></d:component-ref></d:checklists>
                <d:checks><d:component-ref id="scap_test_cref_oval" x:href="#scap_test_comp_oval"/></d:checks>
              </d:data-stream>
              <d:component id="scap_test_comp_oval" timestamp="2026-01-01T00:00:00">
                <oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"
                    xmlns:l="http://oval.mitre.org/XMLSchema/oval-definitions-5#linux"
                    xmlns:i="http://oval.mitre.org/XMLSchema/oval-definitions-5#independent"
                    xmlns:u="http://oval.mitre.org/XMLSchema/oval-definitions-5#unix">
                  <generator><schema_version xmlns="http://oval.mitre.org/XMLSchema/oval-common-5">5.11</schema_version>
                    <timestamp xmlns="http://oval.mitre.org/XMLSchema/oval-common-5">2026-01-01T00:00:00</timestamp>
                  </generator>
                  <definitions>%s</definitions>
                  <tests>
                    <l:rpminfo_test id="oval:t:tst:1" version="1" comment="x" check="all"
                        check_existence="none_exist"><l:object object_ref="oval:t:obj:1"/></l:rpminfo_test>
                    <i:textfilecontent54_test id="oval:t:tst:2" version="1" comment="x" check="all"
                        check_existence="at_least_one_exists"><i:object object_ref="oval:t:obj:2"/>
                    </i:textfilecontent54_test>
                    <u:file_test id="oval:t:tst:3" version="1" comment="x" check="all"
                        check_existence="at_least_one_exists"><u:object object_ref="oval:t:obj:3"/></u:file_test>
                  </tests>
                  <objects>
                    <l:rpminfo_object id="oval:t:obj:1" version="1"><l:name>telnet-server</l:name></l:rpminfo_object>
                    <i:textfilecontent54_object id="oval:t:obj:2" version="1">
                      <i:filepath>/etc/login.defs</i:filepath><i:pattern operation="pattern match">^PASS_MAX_DAYS 60</i:pattern>
                      <i:instance datatype="int">1</i:instance></i:textfilecontent54_object>
                    <u:file_object id="oval:t:obj:3" version="1"><u:filepath>/usr/bin/sudo</u:filepath></u:file_object>
                  </objects>
                </oval_definitions>
              </d:component>
              <d:component id="scap_test_comp_rules" timestamp="2026-01-01T00:00:00">
                <Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_test_benchmark_a">
                  <status>accepted</status><version>1</version>
                  <Profile id="xccdf_test_profile_standard"><title>x</title></Profile>%s</Benchmark>
              </d:component>
            </d:data-stream-collection>
            """.formatted(definition(1) + definition(2) + definition(3), rule(1) + rule(2) + rule(3));

    @TempDir
    Path directory;

    /** By root, who becomes nobody, and by whoever runs the test. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldHoldAnImageAgainstRules(boolean asOurselves) throws Exception {
        // Given
        Workbench workbench = new Workbench(directory);
        Path content = Files.createDirectory(directory.resolve("rules"));
        Files.writeString(content.resolve("ssg-rhel9-ds.xml"), GUIDE);
        workbench.set("xccdf-directory", content.toString());
        if (asOurselves) {
            workbench.closed();
        }
        Path clean =
                new RealRpm(directory.resolve("clean")).with("bash", "0:5.1-6").install();
        Path dirty = new RealRpm(directory.resolve("dirty"))
                .with("bash", "0:5.1-6")
                .with("telnet-server", "0:1-1")
                .install();

        // When, Then
        assertThat(workbench.policy(image(clean, "PASS_MAX_DAYS 60")))
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it -> assertThat(it.compliance()).isEqualTo(Compliance.COMPLIANT))
                .satisfies(it -> assertThat(it.examined()).isEqualTo(2))
                .satisfies(
                        it -> assertThat(it.notes()).singleElement().asString().contains("not checked", "rule_3"));
        assertThat(workbench.policy(image(dirty, "PASS_MAX_DAYS 60")))
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it -> assertThat(it.compliance()).isEqualTo(Compliance.NON_COMPLIANT))
                .satisfies(it -> assertThat(it.findings())
                        .extracting(Finding::title, Finding::severity)
                        .containsExactly(tuple("rule 1", Severity.IMPORTANT)));
        assertThat(workbench.policy(image(clean, "PASS_MAX_DAYS 99999")))
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it ->
                        assertThat(it.findings()).extracting(Finding::title).containsExactly("rule 2"));
    }

    private static AlteredImage image(Path database, String line) {
        DirectoryImage files = new DirectoryImage()
                .with("etc/os-release", "ID=rhel\nVERSION_ID=9.2\n")
                .with("etc/login.defs", line + "\n");
        return new AlteredImage(files, root -> {
            Files.createDirectories(root.resolve("var/lib/rpm"));
            Files.copy(database, root.resolve("var/lib/rpm/rpmdb.sqlite"));
        });
    }

    private static String definition(int number) {
        return "<definition class='compliance' id='oval:t:def:" + number + "' version='1'><metadata><title>x</title>"
                + "<description>x</description></metadata><criteria><criterion test_ref='oval:t:tst:" + number
                + "'/></criteria></definition>";
    }

    private static String rule(int number) {
        return "<Rule id='xccdf_test_rule_rule_" + number + "' selected='true' severity='high'><title>rule " + number
                + "</title><check system='http://oval.mitre.org/XMLSchema/oval-definitions-5'>"
                + "<check-content-ref href='oval.xml' name='oval:t:def:" + number + "'/></check></Rule>";
    }
}
