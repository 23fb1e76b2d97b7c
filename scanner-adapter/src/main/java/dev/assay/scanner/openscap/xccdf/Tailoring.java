package dev.assay.scanner.openscap.xccdf;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.report.ContentUsed;
import dev.assay.scanner.openscap.content.Digests;
import dev.assay.scanner.openscap.fault.CannotTellException;
import dev.assay.scanner.openscap.xml.XmlCursor;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A platform team's changes to a guide's profiles (XCCDF 1.2, {@code Tailoring}), as they were read: what oscap is given
 * is that, whatever becomes of the file.
 */
final class Tailoring {
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Path path;
    private final byte[] bytes;
    private final List<Profile> profiles;

    private Tailoring(Path path, byte[] bytes, List<Profile> profiles) {
        this.path = path;
        this.bytes = bytes;
        this.profiles = profiles;
    }

    /**
     * @param setting that names the file
     * @throws CannotTellException when there is no file, or it is none that tailors anything
     */
    static Tailoring read(Path path, String setting) throws CannotTellException {
        try {
            byte[] bytes = bytes(path);
            return new Tailoring(path, bytes, profiles(bytes));
        } catch (XmlException e) {
            throw ofNoUse(path, setting, CannotTellException.why(e), e);
        } catch (IOException e) {
            throw ofNoUse(path, setting, "it can't be read: " + e, e);
        }
    }

    Path path() {
        return path;
    }

    List<Profile> profiles() {
        return profiles;
    }

    void copyTo(Path file) throws IOException {
        Files.write(file, bytes);
    }

    /** Changes with every change of its bytes. */
    String sha256() {
        return HexFormat.of().formatHex(Digests.sha256().digest(bytes));
    }

    ContentUsed used() {
        return new ContentUsed(path.getFileName().toString(), "sha256:" + sha256());
    }

    private static byte[] bytes(Path path) throws IOException, XmlException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new XmlException("it is larger than " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private static List<Profile> profiles(byte[] bytes) throws XmlException {
        XmlCursor cursor = XmlCursor.over(new ByteArrayInputStream(bytes));
        if (!cursor.nextElement() || !cursor.isAt(DataStreamReader.XCCDF, "Tailoring")) {
            throw new XmlException("it is not an XCCDF 1.2 tailoring document (its root element is another)");
        }
        List<Profile> profiles = new ArrayList<>();
        while (cursor.nextChild(1)) {
            if (cursor.isAt(DataStreamReader.XCCDF, "Profile")) {
                profiles.add(Profile.of(cursor.element()));
            }
        }
        if (profiles.isEmpty()) {
            throw new XmlException("it has no profile");
        }
        return List.copyOf(profiles);
    }

    private static CannotTellException ofNoUse(Path path, String setting, String why, Exception cause) {
        return new CannotTellException(
                FailureReason.SCANNER_UNAVAILABLE,
                "the tailoring file " + path + " (" + setting + ") is of no use: " + why,
                cause);
    }
}
