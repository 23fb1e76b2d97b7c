package dev.assay.scanner.openscap.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that an operator keeps rules in: the SCAP Security Guide's data streams, {@code ssg-<product>-ds.xml}. */
public final class RulesFolder {
    private static final String SETTING = "assay.openscap.xccdf-directory";
    private static final String PREFIX = "ssg-";
    private static final String SUFFIX = "-ds.xml";
    private static final int MAX_FILES = 1000;

    private RulesFolder() {}

    static boolean isDataStream(String name) {
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX) && name.length() > PREFIX.length() + SUFFIX.length();
    }

    /** Whether there is such a file or not. */
    public static Path dataStream(Path folder, String product) {
        return folder.resolve(PREFIX + product + SUFFIX);
    }

    /** What stands in a data stream's name; other names as they are. */
    public static String product(String name) {
        return isDataStream(name) ? name.substring(PREFIX.length(), name.length() - SUFFIX.length()) : name;
    }

    /** Those that there are readable rules for, sorted; none where the folder can't be listed. */
    public static List<String> products(Path folder) {
        try {
            return list(folder);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Why no image at all can be held against rules, for people; empty when there are some. */
    public static Optional<String> trouble(Path folder) {
        if (!Files.exists(folder)) {
            return Optional.of(folder + " does not exist (" + SETTING + ")");
        }
        if (!Files.isDirectory(folder)) {
            return Optional.of(folder + " is not a folder (" + SETTING + ")");
        }
        try {
            return list(folder).isEmpty()
                    ? Optional.of(folder + " holds no data stream that can be read and is named " + PREFIX + "<product>"
                            + SUFFIX + " (" + SETTING + ")")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(folder + " can't be listed (" + SETTING + "): " + e);
        }
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(it -> isDataStream(it.getFileName().toString())
                            && Files.isRegularFile(it)
                            && Files.isReadable(it))
                    .map(it -> product(it.getFileName().toString()))
                    .sorted()
                    .limit(MAX_FILES)
                    .toList();
        }
    }
}
