package dev.assay.testbed.feed;

import dev.assay.testbed.debian.DebianSystem;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** Writes one definition, without the test that it refers to. */
record DefinitionWriter(Elements xml, DebianSystem system) {
    private static final String TRACKER = "https://security-tracker.debian.org/tracker/";
    private static final String SEVERITY = "Important";

    void write(SecurityUpdate update) throws XMLStreamException {
        OvalId id = OvalId.of(update);
        xml.start("definition", "class", "vulnerability", "id", id.definition(), "version", "1");
        writeMetadata(update);
        xml.start("criteria", "operator", "AND");
        xml.empty("criterion", "comment", "the release", "test_ref", OvalId.RELEASE.test());
        xml.empty("criterion", "comment", update.name() + " is earlier than " + update.fixed(), "test_ref", id.test());
        xml.end();
        xml.end();
    }

    private void writeMetadata(SecurityUpdate update) throws XMLStreamException {
        xml.start("metadata");
        xml.text("title", update.name() + " before " + update.fixed() + " misses a security update");
        xml.start("affected", "family", "unix");
        xml.text("platform", "Debian GNU/Linux " + system.versionId());
        xml.text("product", update.name());
        xml.end();
        writeReference("source-package", update.source(), TRACKER + "source-package/" + update.source());
        for (String id : update.vulnerabilities()) {
            writeReference("CVE", id, TRACKER + id);
        }
        xml.text("description", description(update));
        xml.start("advisory");
        xml.text("severity", SEVERITY);
        xml.end();
        xml.end();
    }

    private void writeReference(String source, String id, String url) throws XMLStreamException {
        xml.empty("reference", "ref_id", id, "ref_url", url, "source", source);
    }

    private String description(SecurityUpdate update) {
        List<String> known = update.vulnerabilities();
        String what = "The suite " + system.securitySuite() + " has version " + update.fixed() + " of " + update.name()
                + ", from the source package " + update.source() + ".";
        return known.isEmpty() ? what : what + " It fixes " + String.join(", ", known) + ".";
    }
}
