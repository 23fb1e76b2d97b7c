package dev.assay.scanner.openscap.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that an operator keeps advisories in. */
public final class OvalFolder {
    static final String SETTING = "assay.openscap.oval-directory";
    static final String SUFFIX = ".oval.xml";

    private OvalFolder() {}

    /** Why no image at all can be compared with advisories, for people; empty when there are some. */
    public static Optional<String> trouble(Optional<Path> directory) {
        if (directory.isEmpty()) {
            return Optional.of(SETTING + " is not set; put OVAL files into a folder and set it to that");
        }
        Path folder = directory.get();
        if (!Files.exists(folder)) {
            return Optional.of(SETTING + ": " + folder + " does not exist");
        }
        if (!Files.isDirectory(folder)) {
            return Optional.of(SETTING + ": " + folder + " is not a folder");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.anyMatch(it -> it.toString().endsWith(SUFFIX) && Files.isReadable(it))
                    ? Optional.empty()
                    : Optional.of(
                            SETTING + ": " + folder + " holds no file that can be read and is named <ID>-<VERSION_ID>"
                                    + SUFFIX + " after the os-release of images, such as debian-12" + SUFFIX);
        } catch (IOException e) {
            return Optional.of(SETTING + ": " + folder + " can't be listed: " + e);
        }
    }
}
