package dev.assay.scanner.openscap.content.intake;

import dev.assay.scanner.openscap.content.FeedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder into which people put feeds. They stay there. Only plain files are read: a pipe would have no end, and a link
 * leads to where the folder's writers may have no say.
 */
final class ImportFolder {
    private static final int MAX_FILES = 1000;
    private static final String PACKING = "\\.(?:bz2|gz|xz)$";
    private static final String SUFFIX = ".oval.xml";

    private final Path folder;
    private final FeedStore store;
    private final Map<Path, Instant> seen = new HashMap<>();

    ImportFolder(Path folder, FeedStore store) {
        this.folder = folder;
        this.store = store;
    }

    Path path() {
        return folder;
    }

    /** Hidden files are left out, which is where unfinished copies belong. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> !nameOf(it).startsWith("."))
                    .sorted()
                    .limit(MAX_FILES)
                    .toList();
        }
    }

    /** Those of the files that are newer here than what is stored for their release. */
    List<Arrival> arrivals(List<Path> files) throws IOException {
        List<Arrival> arrivals = new ArrayList<>();
        for (Path file : files) {
            Instant since = since(file);
            Optional<String> release = releaseOf(nameOf(file));
            boolean isKnown = release.flatMap(store::find)
                    .filter(it -> it.feed().confirmed().isAfter(since))
                    .isPresent();
            if (!isKnown) {
                arrivals.add(new Arrival(file, release, !since.equals(seen.put(file, since))));
            }
        }
        return arrivals;
    }

    /** The release that a file is for by its name. */
    private static Optional<String> releaseOf(String name) {
        String unpacked = name.replaceFirst(PACKING, "");
        Optional<String> release = Optional.of(unpacked)
                .filter(it -> it.endsWith(SUFFIX))
                .map(it -> it.substring(0, it.length() - SUFFIX.length()));
        return Publisher.feeds()
                .filter(it -> it.fileName().replaceFirst(PACKING, "").equals(unpacked))
                .map(Feed::release)
                .findFirst()
                .or(() -> release.filter(FeedStore::isRelease));
    }

    /** The change time: copying sets the modification time to whatever it was elsewhere. */
    private static Instant since(Path file) throws IOException {
        Object time = Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        return ((FileTime) time).toInstant();
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * A file that is to be taken in.
     *
     * @param isNew whether it is seen for the first time as it is
     */
    record Arrival(Path file, Optional<String> release, boolean isNew) {
        /** @return whether scans have something new by it */
        boolean take(FeedIntake intake) throws IOException, RefusedFeedException {
            String to = release.orElseThrow(() -> new RefusedFeedException("it is not named <ID>-<VERSION_ID>" + SUFFIX
                    + " after the os-release of images, such as debian-12" + SUFFIX + ".bz2, nor as a known publisher"
                    + " names it"));
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new RefusedFeedException("it is not a plain file");
            }
            return intake.take(to, file.toString(), Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
        }
    }
}
