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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder into which people put feeds. They stay there. Only plain files are read: a pipe would have no end, and a link
 * leads to where the folder's writers may have no say.
 */
final class ImportFolder {
    private static final int MAX_FILES = 1000;
    private static final String PACKING = "\\.(?:bz2|gz|xz)$";
    private static final String SUFFIX = ".oval.xml";
    /** Narrower than what a feed may be fetched for: of a publisher's name that is not known the end is no version. */
    private static final Pattern RELEASE = Pattern.compile(".+-[0-9][0-9a-z._]*");
    /** What lies beside feeds: of the file system, and of mirrors. */
    private static final Pattern NO_CONTENT = Pattern.compile("(?i)\\..*|lost\\+found|PULP_MANIFEST"
            + "|(?:MD5|SHA\\d+)(?:SUMS?)?(?:[._-].*)?|.*\\.(?:asc|gpg|sig|sign|(?:md5|sha\\d+)(?:sums?)?)");

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

    /** Hidden files are left out, which is where unfinished copies belong, and what has another use beside feeds. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> !NO_CONTENT.matcher(nameOf(it)).matches())
                    .sorted()
                    .limit(MAX_FILES)
                    .toList();
        }
    }

    /** Files whose release has a newer one here, or one of a later name that came at the same time, and why. */
    SortedMap<String, String> passedOver(List<Path> files) throws IOException {
        Map<String, Path> newest = newest(files);
        SortedMap<String, String> passedOver = new TreeMap<>();
        for (Path file : files) {
            Optional<Path> first = releaseOf(file).map(newest::get).filter(it -> !it.equals(file));
            if (first.isPresent() && isPlain(file)) {
                passedOver.put(file.toString(), nameOf(first.get()) + " is newer in that folder");
            }
        }
        return passedOver;
    }

    /** By release. */
    private static Map<String, Path> newest(List<Path> files) throws IOException {
        Map<String, Path> newest = new HashMap<>();
        for (Path file : files) {
            Optional<String> release = releaseOf(file);
            if (release.isPresent() && isPlain(file)) {
                Path other = newest.get(release.get());
                if (other == null || !since(file).isBefore(since(other))) {
                    newest.put(release.get(), file);
                }
            }
        }
        return newest;
    }

    private static boolean isPlain(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Those of the files that are the newest for their release here, and newer than what is stored for it. */
    List<Arrival> arrivals(List<Path> files) throws IOException {
        Map<String, String> passedOver = passedOver(files);
        List<Arrival> arrivals = new ArrayList<>();
        for (Path file : files) {
            if (passedOver.containsKey(file.toString())) {
                continue;
            }
            Instant since = since(file);
            Optional<String> release = releaseOf(file);
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
    private static Optional<String> releaseOf(Path file) {
        String unpacked = nameOf(file).replaceFirst(PACKING, "");
        Optional<String> release = Optional.of(unpacked)
                .filter(it -> it.endsWith(SUFFIX))
                .map(it -> it.substring(0, it.length() - SUFFIX.length()));
        return Publisher.feeds()
                .filter(it -> it.fileName().replaceFirst(PACKING, "").equals(unpacked))
                .map(Feed::release)
                .findFirst()
                .or(() -> release.filter(
                        it -> FeedStore.isRelease(it) && RELEASE.matcher(it).matches()));
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
            if (!isPlain(file)) {
                throw new RefusedFeedException("it is not a plain file");
            }
            return intake.take(to, file.toString(), Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
        }
    }
}
