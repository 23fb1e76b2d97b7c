package dev.assay.scanner.openscap.oval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanner.openscap.xml.DamagedXml;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

/** What can't be read is refused as such, whatever it is: no other exception, and no word that is none of OVAL's. */
class OvalReadersFuzzTest {
    private static final Set<String> WORDS =
            Set.of("true", "false", "error", "unknown", "not evaluated", "not applicable");

    private Path directory = Path.of("");

    @BeforeTry
    void prepare() throws IOException {
        directory = Files.createTempDirectory("fuzz");
    }

    @AfterTry
    void shouldLeaveNothingBehind() throws IOException {
        Files.deleteIfExists(directory.resolve("results"));
        Files.delete(directory);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void shouldReadAnyResultsOrRefuseThem(@ForAll("results") byte[] document) throws IOException {
        Path file = Files.write(directory.resolve("results"), document);
        try {
            OvalResults results = OvalResults.read(file);
            assertThat(WORDS).containsAll(results.byId().values());
            assertThat(results.byId().keySet()).noneMatch(String::isEmpty);
            read(true);
        } catch (XmlException e) {
            assertThat(e).hasMessageNotContaining("\n");
            read(false);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void shouldIndexAnyFeedOrRefuseIt(@ForAll("feeds") byte[] document) throws IOException {
        try {
            OvalFeed feed = FeedIndexer.index(new ByteArrayInputStream(document), directory);
            Set<String> names = Set.of("openssl");
            // The index gives what a walk over all definitions gives.
            assertThat(feed.candidates().of(names))
                    .containsExactlyInAnyOrderElementsOf(feed.definitions().values().stream()
                            .filter(it -> !it.criteria()
                                    .isSurelyFalse(test -> feed.packages().isSurelyFalse(test, names)))
                            .toList());
            feed.definitions().values().forEach(it -> feed.pieces().read(it.piece()));
            read(true);
        } catch (XmlException e) {
            assertThat(e).hasMessageNotContaining("\n");
            read(false);
        }
    }

    private static void read(boolean isRead) {
        Statistics.label("read").collect(isRead).coverage(it -> it.check(true).percentage(share -> share > 2));
    }

    @Provide
    Arbitrary<byte[]> results() {
        return DamagedXml.of("<oval_results xmlns='" + Oval.RESULTS + "'><generator/><results><system><definitions>"
                + "<definition definition_id='oval:org.debian:def:1' result='true' version='1'/>"
                + "<definition definition_id='oval:org.debian:def:2' result='not applicable' version='1'><criteria/>"
                + "</definition></definitions></system></results></oval_results>");
    }

    @Provide
    Arbitrary<byte[]> feeds() {
        return DamagedXml.of(
                "<oval_definitions xmlns='" + Oval.DEFINITIONS + "' xmlns:l='" + Oval.LINUX + "'><generator/>"
                        + "<definitions><definition class='patch' id='d:1' version='1'><metadata><title>t</title>"
                        + "<reference ref_id='CVE-2030-0001' ref_url='https://example.test/'/><advisory><severity>High</severity>"
                        + "</advisory></metadata><criteria operator='OR'><criterion test_ref='t:1'/><criteria negate='true'>"
                        + "<extend_definition definition_ref='d:2'/></criteria></criteria></definition>"
                        + "<definition class='inventory' id='d:2' version='1'><criteria><criterion test_ref='t:2'/></criteria>"
                        + "</definition></definitions><tests><l:dpkginfo_test id='t:1' check='all'"
                        + " check_existence='at_least_one_exists'><l:object object_ref='o:1'/><l:state state_ref='s:1'/>"
                        + "</l:dpkginfo_test><l:dpkginfo_test id='t:2'><l:object object_ref='o:2'/></l:dpkginfo_test></tests>"
                        + "<objects><l:dpkginfo_object id='o:1'><l:name>openssl</l:name></l:dpkginfo_object>"
                        + "<l:dpkginfo_object id='o:2'><l:name var_ref='v:1' var_check='at least one'/></l:dpkginfo_object>"
                        + "</objects><states><l:dpkginfo_state id='s:1'><l:evr datatype='debian_evr_string'"
                        + " operation='less than'>0:1.0-1</l:evr></l:dpkginfo_state></states><variables>"
                        + "<constant_variable id='v:1'><value>libssl3</value></constant_variable></variables></oval_definitions>");
    }
}
