package dev.assay.scanner.openscap.xccdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataStreamReaderTest {
    /** What a check leads to decides, and the rule's name only where that can't be seen. */
    @ParameterizedTest
    @CsvSource({
        "sysctl_fs_suid_dumpable, text, true",
        "mount_option_home_nosuid, text, true",
        "sshd_config, mode, false",
        "sshd_config, filtered, false",
        "sshd_config, extended, false",
        "sshd_config, attribute, false",
        "rpm_hashes, packages, false",
        "file_permissions_x, script, false",
        "file_owner_x, '', false",
        "sshd_config, script, true"
    })
    void shouldCheckNoRuleWhoseAnswerWouldBeThatOfTheExtraction(String rule, String check, boolean isChecked)
            throws Exception {
        DataStream stream = DataStreamReader.read(
                new ByteArrayInputStream(guide(rule, check).getBytes(StandardCharsets.UTF_8)));
        assertThat(stream.uncheckable()).extracting(Rule::id).hasSize(isChecked ? 0 : 1);
    }

    private static String guide(String rule, String check) {
        return "<d><Benchmark xmlns='http://checklists.nist.gov/xccdf/1.2'><Profile id='p'/><Rule id='x_rule_" + rule
                + "'><check><check-content-ref name='d:" + check + "'/></check></Rule></Benchmark>"
                + "<oval_definitions xmlns='http://oval.mitre.org/XMLSchema/oval-definitions-5'><definitions>"
                + definition("text", "<criterion test_ref='t:text'/>")
                + definition(
                        "mode", "<criteria><criterion test_ref='t:text'/><criterion test_ref='t:mode'/></criteria>")
                + definition("filtered", "<criterion test_ref='t:filtered'/>")
                + definition("extended", "<extend_definition definition_ref='d:mode'/>")
                + definition("attribute", "<criterion test_ref='t:attribute'/>")
                + definition("packages", "<criterion test_ref='t:packages'/>")
                + "</definitions><tests><textfilecontent54_test id='t:text'/>"
                + "<file_test id='t:mode'><state state_ref='s:mode'/></file_test>"
                + "<file_test id='t:filtered'><object object_ref='o:filtered'/></file_test>"
                + "<fileextendedattribute_test id='t:attribute'/><rpmverifyfile_test id='t:packages'/></tests>"
                + "<objects><file_object id='o:filtered'><filter action='exclude'>s:mode</filter></file_object></objects>"
                + "<states><file_state id='s:mode'><owrite>true</owrite></file_state></states></oval_definitions></d>";
    }

    private static String definition(String id, String criteria) {
        return "<definition id='d:" + id + "'><criteria>" + criteria + "</criteria></definition>";
    }
}
