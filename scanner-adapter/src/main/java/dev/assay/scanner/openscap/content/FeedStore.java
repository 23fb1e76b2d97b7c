package dev.assay.scanner.openscap.content;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contract.json.ContractJson;
import dev.assay.scanner.openscap.fault.CannotTellException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The feeds that were taken in, for those who read them. Each release has a folder with a record and, below their digests,
 * the files; the record says which one counts, so that replacing it is the whole change. A file that isn't what its record
 * says does not count. Thread-safe.
 */
public final class FeedStore {
    private static final String RECORD = "feed.json";
    private static final Logger LOG = Logger.getLogger(FeedStore.class);
    private static final Pattern RELEASE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");
    private static final int MAX_RELEASES = 1000;
    private static final int MAX_RECORD = 1 << 16;

    private final Path directory;
    private final ObjectMapper json = ContractJson.newMapper();
    private final Fingerprints fingerprints = new Fingerprints();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public FeedStore(Path directory) {
        this.directory = directory;
    }

    /** Whether it can be the name of a release, and so of a folder. */
    public static boolean isRelease(String name) {
        return RELEASE.matcher(name).matches();
    }

    /** Empty when there is none, or none that can be read. */
    public Optional<StoredFeed> find(String release) {
        Path record = recordOf(release);
        try {
            if (!isRelease(release) || !Files.isRegularFile(record)) {
                return Optional.empty();
            }
            FeedRecord feed = read(record);
            Path file = fileOf(release, feed.sha256());
            if (Files.isRegularFile(file) && fingerprints.of(file).sha256().equals(feed.sha256())) {
                return Optional.of(new StoredFeed(release, file, feed));
            }
            tell(file, "it isn't what was taken in");
        } catch (IOException | IllegalArgumentException e) {
            tell(record, CannotTellException.why(e));
        }
        return Optional.empty();
    }

    /** By release. */
    public List<StoredFeed> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(Files::isDirectory)
                    .map(it -> it.getFileName().toString())
                    .filter(FeedStore::isRelease)
                    .sorted()
                    .limit(MAX_RELEASES)
                    .flatMap(it -> find(it).stream())
                    .toList();
        } catch (IOException e) {
            LOG.errorf("stored content can't be listed path=%s cause=%s", directory, e);
            return List.of();
        }
    }

    public Path folderOf(String release) {
        return directory.resolve(release);
    }

    public Path recordOf(String release) {
        return folderOf(release).resolve(RECORD);
    }

    /** Where the file with that digest belongs. Its name is what reports say. */
    public Path fileOf(String release, String sha256) {
        return folderOf(release).resolve(sha256).resolve(release + OvalFolder.SUFFIX);
    }

    /** Once: this is asked for every few seconds. */
    private void tell(Path path, String why) {
        if (told.size() < MAX_RELEASES && told.add(path + why)) {
            LOG.errorf(
                    "stored content is damaged and not used, it has to be taken in anew path=%s cause=%s", path, why);
        }
    }

    private FeedRecord read(Path record) throws IOException {
        if (Files.size(record) > MAX_RECORD) {
            throw new IOException("it is too large");
        }
        FeedRecord feed = json.readValue(Files.readAllBytes(record), FeedRecord.class);
        if (feed == null) {
            throw new IOException("it is empty");
        }
        return feed;
    }
}
