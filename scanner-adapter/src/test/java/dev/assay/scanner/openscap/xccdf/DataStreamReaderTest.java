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
        "sysctl_fs_suid_dumpable, running, false",
        "machine, kernel, false",
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

    /** Files that are not extracted would be absent for such a rule, whatever the image has. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "<filepath>/etc/login.defs</filepath> true",
                "<filepath>/usr/bin/sudo</filepath> false",
                "<filepath>/run/.containerenv</filepath> true",
                "<path>/etc/pam.d</path><filename>su</filename> true",
                "<path>/etc</path> true",
                "<path>/</path> false",
                "<path>/usr/lib</path><filename>os-release</filename> true",
                "<path>/usr/lib</path><filename>other</filename> false",
                "<path>/usr/lib</path> false",
                "<path>/usr/lib64</path><filename§operation='pattern§match'>^x$</filename> false",
                "<filepath§operation='pattern§match'>^/etc/sudoers(|\\.d/.*)$</filepath> true",
                "<filepath§operation='pattern§match'>^\\/etc\\/a$|^/etc/b$</filepath> true",
                "<filepath§operation='pattern§match'>^/etc/a$|^/usr/b$</filepath> false",
                "<filepath§operation='pattern§match'>^/etc/?x$</filepath> false",
                "<filepath§operation='pattern§match'>/etc/a</filepath> false",
                "<filepath§operation='pattern§match'>^\\/s?bin</filepath> false",
                "<filepath§operation='not§equal'>/etc/a</filepath> false",
                "<filepath§var_ref='v:etc'/> true",
                "<path§var_ref='v:etc'/><filename>x</filename> true",
                "<filepath§var_ref='v:both'/> false",
                "<filepath§var_ref='v:computed'/> false",
                "<filepath§var_ref='v:absent'/> false"
            })
    void shouldCheckNoRuleThatAsksForFilesThatAreNotExtracted(String object, boolean isChecked) throws Exception {
        String guide = guide("x", "files")
                .replace(
                        "</objects>",
                        "<textfilecontent54_object id='o:files'>" + object.replace('§', ' ')
                                + "</textfilecontent54_object></objects><variables>"
                                + "<constant_variable id='v:etc'><value>/etc/a</value></constant_variable>"
                                + "<constant_variable id='v:both'><value>/etc/a</value><value>/b</value>"
                                + "</constant_variable><local_variable id='v:computed'>"
                                + "<literal_component>/etc/a</literal_component></local_variable></variables>");
        assertThat(DataStreamReader.read(new ByteArrayInputStream(guide.getBytes(StandardCharsets.UTF_8)))
                        .uncheckable())
                .hasSize(isChecked ? 0 : 1);
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
                + definition("files", "<criterion test_ref='t:files'/>")
                + definition("running", "<criterion test_ref='t:running'/>")
                + definition("kernel", "<extend_definition definition_ref='d:running'/>")
                + "</definitions><tests><textfilecontent54_test id='t:files'><object object_ref='o:files'/>"
                + "</textfilecontent54_test><sysctl_test id='t:running'/><textfilecontent54_test id='t:text'/>"
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
