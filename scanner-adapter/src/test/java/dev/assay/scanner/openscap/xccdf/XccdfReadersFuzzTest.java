package dev.assay.scanner.openscap.xccdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanner.openscap.fault.CannotTellException;
import dev.assay.scanner.openscap.xml.DamagedXml;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.statistics.Statistics;

/** What can't be read is refused as such, whatever it is: no other exception, and no word that is none of XCCDF's. */
class XccdfReadersFuzzTest {
    private static final Set<String> WORDS =
            Set.of("pass", "fail", "error", "unknown", "notapplicable", "notchecked", "informational", "fixed");

    private Path file = Path.of("");

    @BeforeTry
    void prepare() throws IOException {
        file = Files.createTempFile("fuzz", ".xml");
    }

    @AfterTry
    void cleanUp() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void shouldReadAnyResultsOrRefuseThem(@ForAll("results") byte[] document) throws IOException {
        Files.write(file, document);
        try {
            XccdfResults results = XccdfResults.read(file);
            assertThat(results.results()).allMatch(it -> WORDS.contains(it.word()));
            results.score().ifPresent(it -> assertThat(it).isBetween(BigDecimal.ZERO, new BigDecimal("1000")));
            read(true);
        } catch (XmlException e) {
            assertThat(e).hasMessageNotContaining("\n");
            read(false);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void shouldReadAnyDataStreamOrRefuseIt(@ForAll("dataStreams") byte[] document) {
        try {
            DataStream dataStream = DataStreamReader.read(new ByteArrayInputStream(document));
            assertThat(dataStream.profiles()).isNotEmpty();
            assertThat(dataStream.rules()).isNotEmpty();
            assertThat(dataStream.rules().values()).containsAll(dataStream.uncheckable());
            read(true);
        } catch (XmlException e) {
            assertThat(e).hasMessageNotContaining("\n");
            read(false);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void shouldReadAnyTailoringOrRefuseIt(@ForAll("tailorings") byte[] document) throws IOException {
        Files.write(file, document);
        try {
            assertThat(Tailoring.read(file, "a.setting").profiles()).isNotEmpty();
            read(true);
        } catch (CannotTellException e) {
            assertThat(e).hasMessageContaining("(a.setting) is of no use: ").hasMessageNotContaining("\n");
            read(false);
        }
    }

    private static void read(boolean isRead) {
        Statistics.label("read").collect(isRead).coverage(it -> it.check(true).percentage(share -> share > 2));
    }

    @Provide
    Arbitrary<byte[]> results() {
        return DamagedXml.of("<Benchmark xmlns='" + DataStreamReader.XCCDF + "'><TestResult id='x'><target>t</target>"
                + "<rule-result idref='x_rule_a' severity='high'><result>fail</result><check/></rule-result>"
                + "<rule-result idref='x_rule_b' severity='info'><result>notselected</result></rule-result>"
                + "<score system='urn:xccdf:scoring:default' maximum='100'>75.000000</score></TestResult></Benchmark>");
    }

    @Provide
    Arbitrary<byte[]> dataStreams() {
        return DamagedXml.of("<d><Benchmark xmlns='" + DataStreamReader.XCCDF + "'><Profile id='x_profile_p'>"
                + "<select idref='x_rule_a' selected='true'/></Profile><Value id='v'/><Group id='g'><Rule id='x_rule_a'"
                + " severity='low'><title>t</title><check><check-content-ref name='d:1'/></check></Rule></Group></Benchmark>"
                + "<oval_definitions xmlns='http://oval.mitre.org/XMLSchema/oval-definitions-5'><definitions>"
                + "<definition id='d:1'><criteria><criterion test_ref='t:1'/></criteria></definition></definitions><tests>"
                + "<file_test id='t:1'><state state_ref='s:1'/></file_test></tests><states><file_state id='s:1'>"
                + "<owrite>true</owrite></file_state></states></oval_definitions></d>");
    }

    @Provide
    Arbitrary<byte[]> tailorings() {
        return DamagedXml.of("<Tailoring xmlns='" + DataStreamReader.XCCDF + "' id='t'><version time='x'>1</version>"
                + "<Profile id='own_profile_p' extends='x_profile_p'><title>t</title><select idref='x_rule_a'"
                + " selected='false'/><set-value idref='v'>1</set-value></Profile></Tailoring>");
    }
}
