package dev.assay.testbed.feed;

import dev.assay.testbed.debian.DebianSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;

/**
 * OVAL definitions that say of an image which packages miss an update of the release's security suite. What they know is
 * what apt knows: neither the severity nor, for most packages, the vulnerabilities.
 */
public record SecuritySuiteFeed(DebianSystem system, Clock clock) {
    /**
     * Writes {@code debian-12.oval.xml}, or as the release is called.
     *
     * @return the file
     */
    public Path write(List<SecurityUpdate> updates, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(system.id() + "-" + system.versionId() + ".oval.xml");
        try (OutputStream out = Files.newOutputStream(file)) {
            OvalWriter writer = new OvalWriter(
                    XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name()), system);
            writer.write(updates, clock.instant());
            return file;
        } catch (XMLStreamException e) {
            throw new IOException("the feed cannot be written to " + file, e);
        }
    }
}
