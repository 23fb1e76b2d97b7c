package dev.assay.scanner.openscap.content;

import dev.assay.contract.report.ContentUsed;
import java.nio.file.Path;

/**
 * A file that images are compared with.
 *
 * @param sha256 of its bytes, in hexadecimal digits
 */
public record ContentFile(Path path, String sha256, long size) {
    public String name() {
        return path.getFileName().toString();
    }

    public ContentUsed used() {
        return new ContentUsed(name(), "sha256:" + sha256);
    }
}
