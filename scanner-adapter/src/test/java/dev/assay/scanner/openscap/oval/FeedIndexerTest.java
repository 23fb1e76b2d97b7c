package dev.assay.scanner.openscap.oval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.report.Severity;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedIndexerTest {
    private static final String PRESENT = "<criterion test_ref=\"t:present\"/>";
    private static final String ABSENT = "<criterion test_ref=\"t:absent\"/>";
    private static final String OTHER = "<criterion test_ref=\"t:other\"/>";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "'<criteria>" + PRESENT + "</criteria>', true",
        "'<criteria>" + ABSENT + "</criteria>', false",
        "'<criteria>" + OTHER + ABSENT + "</criteria>', false",
        "'<criteria operator=\"OR\">" + OTHER + ABSENT + "</criteria>', true",
        "'<criteria operator=\"OR\">" + ABSENT + ABSENT + "</criteria>', false",
        "'<criteria operator=\"ONE\">" + ABSENT + ABSENT + "</criteria>', true",
        "'<criteria operator=\"XOR\">" + ABSENT + ABSENT + "</criteria>', true",
        "'<criteria negate=\"true\">" + ABSENT + "</criteria>', true",
        "'<criteria negate=\"1\">" + ABSENT + "</criteria>', true",
        "'<criteria><criterion negate=\"true\" test_ref=\"t:absent\"/></criteria>', true",
        "'<criteria>" + OTHER + "<criteria operator=\"OR\">" + ABSENT + "<criteria>" + ABSENT + PRESENT
                + "</criteria></criteria></criteria>', false",
        "'<criteria><criterion test_ref=\"t:pattern\"/></criteria>', true",
        "'<criteria><criterion test_ref=\"t:none-exist\"/></criteria>', true",
        "'<criteria><criterion test_ref=\"t:variable-absent\"/></criteria>', false",
        "'<criteria><criterion test_ref=\"t:variable-present\"/></criteria>', true",
        "'<criteria><criterion test_ref=\"t:nowhere\"/></criteria>', true",
        "'<criteria><extend_definition definition_ref=\"d:1\"/></criteria>', true",
        "'', true"
    })
    void shouldDropOnlyWhatIsSurelyFalse(String criteria, boolean kept) throws Exception {
        OvalFeed feed = index(feed(definition("d:1", "vulnerability", "", criteria)));
        assertThat(feed.candidates().of(Set.of("present")).isEmpty()).isNotEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "Critical, CRITICAL",
        "Important, IMPORTANT",
        "high, IMPORTANT",
        "MODERATE, MODERATE",
        "' medium ', MODERATE",
        "Low, LOW",
        "negligible, LOW",
        "None, UNKNOWN",
        "untriaged, UNKNOWN",
        "'', UNKNOWN",
        "catastrophic, UNKNOWN"
    })
    void shouldMapTheFeedsWordsForSeverity(String word, Severity severity) throws Exception {
        OvalFeed feed =
                index(feed(definition("d:1", "patch", "<advisory><severity>" + word + "</severity></advisory>", "")));
        assertThat(advisory(feed).severity()).isEqualTo(severity);
    }

    @Test
    void shouldNameAFindingByItsCveOrAdvisoryOrDefinition() throws Exception {
        String cve = "<reference source='CVE' ref_id='CVE-2030-0001' ref_url='https://example.test/1'/>";
        String cve2 = "<reference source='CVE' ref_id='CVE-2030-0002' ref_url='https://example.test/2'/>";
        String advisory = "<reference source='DSA' ref_id='DSA-1-1' ref_url='javascript:alert(1)'/>";
        Advisory one = advisory(index(feed(definition("d:1", "patch", advisory + cve, ""))));
        assertThat(one.id()).isEqualTo("CVE-2030-0001");
        assertThat(one.link()).hasToString("Optional[https://example.test/1]");
        Advisory several = advisory(index(feed(definition("d:1", "patch", cve + advisory + cve2, ""))));
        assertThat(several.id()).isEqualTo("DSA-1-1");
        assertThat(several.title()).isEqualTo("d:1 (CVE-2030-0001, CVE-2030-0002)");
        assertThat(several.link()).hasToString("Optional[https://example.test/1]");
        assertThat(advisory(index(feed(definition("d:1", "patch", "", "")))).id())
                .isEqualTo("d:1");
    }

    @Test
    void shouldKeepTitlesShortAndClean() throws Exception {
        Advisory advisory =
                advisory(index(feed(definition("d:1", "patch", "<title>a\n\n b" + "x".repeat(1000) + "</title>", ""))));
        assertThat(advisory.title()).startsWith("a bx").hasSize(300).endsWith("…");
    }

    @Test
    void shouldCountOnlyWhatCanBecomeAFinding() throws Exception {
        OvalFeed feed = index(feed(definition("d:1", "vulnerability", "", "")
                + definition("d:2", "patch", "", "")
                + definition("d:3", "inventory", "", "")));
        assertThat(feed.examined()).isEqualTo(2);
        assertThat(feed.isFinding("d:3")).isFalse();
    }

    /** Without any package database such a feed finds nothing, whatever the image. */
    @Test
    void shouldRefuseAFeedThatAsksForNoPackage() {
        String lists = feed(definition("d:1", "patch", "", "<criteria>" + OTHER + "</criteria>"))
                .replaceAll("l:dpkginfo_test", "textfilecontent54_test");
        assertThatThrownBy(() -> index(lists))
                .isInstanceOf(XmlException.class)
                .hasMessageContaining("asks for a package");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d:1", "oval:dev.assay:def:1"})
    void shouldRefuseIdsThatAreTaken(String id) {
        assertThatThrownBy(() -> index(feed(definition("d:1", "patch", "", "") + definition(id, "patch", "", ""))))
                .isInstanceOf(XmlException.class);
    }

    @Test
    void shouldLeaveNoFileBehind() throws Exception {
        OvalFeed feed = index(feed(definition("d:1", "vulnerability", "", "")));
        assertThat(directory).isEmptyDirectory();
        assertThat(new String(feed.pieces().read(feed.generator()), StandardCharsets.UTF_8))
                .startsWith("<generator");
        assertThatThrownBy(() -> index("<a/>")).isInstanceOf(XmlException.class);
        assertThat(directory).isEmptyDirectory();
    }

    /** As with a feed in which most definitions are about a stream of a module as well. */
    @Test
    void shouldAskForNoMoreThanWhatEachKindOfDefinitionRequires() throws Exception {
        StringBuilder definitions = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            definitions.append(definition(
                    "d:" + i,
                    "vulnerability",
                    "",
                    "<criteria><criterion test_ref=\"t:z-release\"/><criterion test_ref=\"t:module-" + i + "\"/>"
                            + PRESENT + "</criteria>"));
        }
        definitions.append(definition(
                "d:plain",
                "vulnerability",
                "",
                "<criteria><criterion test_ref=\"t:z-release\"/>" + PRESENT + "</criteria>"));
        assertThat(index(feed(definitions.toString())).gates()).containsExactly(Set.of("t:z-release"));
    }

    private static Advisory advisory(OvalFeed feed) {
        return feed.definitions().values().iterator().next().advisory();
    }

    private OvalFeed index(String text) throws Exception {
        return FeedIndexer.index(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), directory);
    }

    private static String definition(String id, String kind, String metadata, String criteria) {
        return "<definition class='" + kind + "' id='" + id + "' version='1'><metadata>" + metadata + "</metadata>"
                + criteria + "</definition>";
    }

    private static String feed(String definitions) {
        return "<oval_definitions xmlns='http://oval.mitre.org/XMLSchema/oval-definitions-5'"
                + " xmlns:l='http://oval.mitre.org/XMLSchema/oval-definitions-5#linux'><generator/><definitions>"
                + definitions + "</definitions><tests>" + test("present", "") + test("absent", "") + test("pattern", "")
                + test("none-exist", " check_existence='none_exist'") + test("variable-absent", "")
                + test("variable-present", "") + "<other_test id='t:other'/></tests><objects>"
                + object("present", "<l:name>present</l:name>") + object("absent", "<l:name>absent</l:name>")
                + object("pattern", "<l:name operation='pattern match'>absent</l:name>")
                + object("none-exist", "<l:name>absent</l:name>")
                + object("variable-absent", "<l:name var_ref='v:absent' var_check='at least one'/>")
                + object("variable-present", "<l:name var_ref='v:present' var_check='at least one'/>")
                + "</objects><variables><constant_variable id='v:absent'><value>absent</value><value>absent2</value>"
                + "</constant_variable><constant_variable id='v:present'><value>absent</value><value>present</value>"
                + "</constant_variable></variables></oval_definitions>";
    }

    private static String test(String name, String attributes) {
        return "<l:dpkginfo_test id='t:" + name + "'" + attributes + "><l:object object_ref='o:" + name
                + "'/></l:dpkginfo_test>";
    }

    private static String object(String name, String content) {
        return "<l:dpkginfo_object id='o:" + name + "'>" + content + "</l:dpkginfo_object>";
    }
}
