package dev.assay.testbed.feed;

import dev.assay.testbed.debian.DebianSystem;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Writes an update's definitions, without the test that they refer to. */
record DefinitionWriter(Elements xml, DebianSystem system) {
    private static final String TRACKER = "https://security-tracker.debian.org/tracker/";
    private static final String SEVERITY = "Important";

    /** One for each vulnerability that is known, as Debian's own feed has it, or one for the update as a whole. */
    void write(SecurityUpdate update) throws XMLStreamException {
        if (update.vulnerabilities().isEmpty()) {
            write(update, OvalId.of(update), Optional.empty());
        }
        for (String vulnerability : update.vulnerabilities()) {
            write(update, OvalId.of(update, vulnerability), Optional.of(vulnerability));
        }
    }

    private void write(SecurityUpdate update, OvalId id, Optional<String> vulnerability) throws XMLStreamException {
        xml.start("definition", "class", "vulnerability", "id", id.definition(), "version", "1");
        writeMetadata(update, vulnerability);
        xml.start("criteria", "operator", "AND");
        xml.empty("criterion", "comment", "the release", "test_ref", OvalId.RELEASE.test());
        xml.empty(
                "criterion",
                "comment",
                update.name() + " is earlier than " + update.fixed(),
                "test_ref",
                OvalId.of(update).test());
        xml.end();
        xml.end();
    }

    private void writeMetadata(SecurityUpdate update, Optional<String> vulnerability) throws XMLStreamException {
        String subject = update.name() + " before " + update.fixed();
        xml.start("metadata");
        xml.text("title", vulnerability.map(it -> it + ": " + subject).orElse(subject + " misses a security update"));
        xml.start("affected", "family", "unix");
        xml.text("platform", "Debian GNU/Linux " + system.versionId());
        xml.text("product", update.name());
        xml.end();
        if (vulnerability.isPresent()) {
            writeReference("CVE", vulnerability.get(), TRACKER + vulnerability.get());
        }
        writeReference("source-package", update.source(), TRACKER + "source-package/" + update.source());
        xml.text(
                "description",
                "The suite " + system.securitySuite() + " has version " + update.fixed() + " of "
                        + update.name() + ", from the source package " + update.source() + "."
                        + vulnerability
                                .map(it -> " Its changelog names " + it + ".")
                                .orElse(""));
        xml.start("advisory");
        xml.text("severity", SEVERITY);
        xml.end();
        xml.end();
    }

    private void writeReference(String source, String id, String url) throws XMLStreamException {
        xml.empty("reference", "ref_id", id, "ref_url", url, "source", source);
    }
}
