package dev.assay.testbed.feed;

import dev.assay.testbed.debian.DebianSystem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes definitions in the layout of Debian's own feed (OVAL 5.11.2, the first with Debian's order of versions is 5.11.1). */
final class OvalWriter {
    private static final String RULE = """
             Made on this machine from apt's lists, with one definition for each binary package of the security suite: an
             installed version before the one that the suite has misses a security update.
             The suite states no severity. The rule here: every one of them counts as Important.\s""";

    private final Elements xml;
    private final DebianSystem system;

    OvalWriter(XMLStreamWriter out, DebianSystem system) {
        this.xml = new Elements(out);
        this.system = system;
    }

    void write(List<SecurityUpdate> updates, Instant now) throws XMLStreamException {
        xml.startDocument("oval_definitions", RULE);
        writeGenerator(now);
        xml.start("definitions");
        for (SecurityUpdate update : updates) {
            new DefinitionWriter(xml, system).write(update);
        }
        xml.end();
        writeSection("tests", updates, this::writeReleaseTest, this::writeTest);
        writeSection("objects", updates, this::writeReleaseObject, this::writeObject);
        writeSection("states", updates, this::writeReleaseState, this::writeState);
        xml.endDocument();
    }

    private void writeSection(String name, List<SecurityUpdate> updates, Part release, UpdatePart each)
            throws XMLStreamException {
        xml.start(name);
        release.write();
        for (SecurityUpdate update : updates) {
            each.write(update, OvalId.of(update));
        }
        xml.end();
    }

    private void writeGenerator(Instant now) throws XMLStreamException {
        xml.start("generator");
        xml.textIn(
                Elements.COMMON,
                "product_name",
                "Assay's feed of Debian's security suite; every severity is Important by rule");
        xml.textIn(Elements.COMMON, "schema_version", "5.11.2");
        xml.textIn(
                Elements.COMMON,
                "timestamp",
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                        now.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
        xml.end();
    }

    private void writeReleaseTest() throws XMLStreamException {
        xml.startIn(
                Elements.INDEPENDENT,
                "textfilecontent54_test",
                "check",
                "all",
                "check_existence",
                "at_least_one_exists",
                "comment",
                "Debian " + system.versionId() + " is installed",
                "id",
                OvalId.RELEASE.test(),
                "version",
                "1");
        xml.emptyIn(Elements.INDEPENDENT, "object", "object_ref", OvalId.RELEASE.object());
        xml.emptyIn(Elements.INDEPENDENT, "state", "state_ref", OvalId.RELEASE.state());
        xml.end();
    }

    private void writeTest(SecurityUpdate update, OvalId id) throws XMLStreamException {
        xml.startIn(
                Elements.LINUX,
                "dpkginfo_test",
                "check",
                "all",
                "check_existence",
                "at_least_one_exists",
                "comment",
                update.name() + " is earlier than " + update.fixed(),
                "id",
                id.test(),
                "version",
                "1");
        xml.emptyIn(Elements.LINUX, "object", "object_ref", id.object());
        xml.emptyIn(Elements.LINUX, "state", "state_ref", id.state());
        xml.end();
    }

    private void writeReleaseObject() throws XMLStreamException {
        xml.startIn(Elements.INDEPENDENT, "textfilecontent54_object", "id", OvalId.RELEASE.object(), "version", "1");
        xml.textIn(Elements.INDEPENDENT, "path", "/etc");
        xml.textIn(Elements.INDEPENDENT, "filename", "debian_version");
        xml.textIn(Elements.INDEPENDENT, "pattern", "(\\d+)(?:\\.\\d+)*", "operation", "pattern match");
        xml.textIn(Elements.INDEPENDENT, "instance", "1", "datatype", "int");
        xml.end();
    }

    private void writeObject(SecurityUpdate update, OvalId id) throws XMLStreamException {
        xml.startIn(Elements.LINUX, "dpkginfo_object", "id", id.object(), "version", "1");
        xml.textIn(Elements.LINUX, "name", update.name());
        xml.end();
    }

    private void writeReleaseState() throws XMLStreamException {
        xml.startIn(Elements.INDEPENDENT, "textfilecontent54_state", "id", OvalId.RELEASE.state(), "version", "1");
        xml.textIn(Elements.INDEPENDENT, "subexpression", system.versionId());
        xml.end();
    }

    private void writeState(SecurityUpdate update, OvalId id) throws XMLStreamException {
        xml.startIn(Elements.LINUX, "dpkginfo_state", "id", id.state(), "version", "1");
        xml.textIn(
                Elements.LINUX,
                "evr",
                update.fixed().withEpoch(),
                "datatype",
                "debian_evr_string",
                "operation",
                "less than");
        xml.end();
    }

    @FunctionalInterface
    private interface Part {
        void write() throws XMLStreamException;
    }

    @FunctionalInterface
    private interface UpdatePart {
        void write(SecurityUpdate update, OvalId id) throws XMLStreamException;
    }
}
