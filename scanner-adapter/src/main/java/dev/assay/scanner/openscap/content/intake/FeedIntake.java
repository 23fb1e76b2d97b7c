package dev.assay.scanner.openscap.content.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contract.json.ContractJson;
import dev.assay.scanner.archive.DurableFile;
import dev.assay.scanner.openscap.content.FeedRecord;
import dev.assay.scanner.openscap.content.FeedStore;
import dev.assay.scanner.openscap.content.StoredFeed;
import dev.assay.scanner.openscap.content.intake.FeedDownload.Fetched;
import dev.assay.scanner.openscap.oval.FeedSummary;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Puts a feed into the store if scans can use it; the one before stays otherwise. For one process at a time. */
final class FeedIntake {
    private static final Logger LOG = Logger.getLogger(FeedIntake.class);

    private final FeedStore store;
    private final DurableFile files;
    private final FeedDownload download;
    private final Rules rules;
    private final Clock clock;
    private final ObjectMapper json = ContractJson.newMapper();

    FeedIntake(FeedStore store, DurableFile files, FeedDownload download, Rules rules, Clock clock) {
        this.store = store;
        this.files = files;
        this.download = download;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * @return whether there is a new one
     * @throws IOException when it could not be fetched, or written
     * @throws RefusedFeedException when what was fetched is of no use
     */
    boolean fetch(Feed feed) throws IOException, RefusedFeedException {
        Optional<StoredFeed> before = store.find(feed.release());
        Optional<FeedRecord> known = before.map(StoredFeed::feed)
                .filter(it -> it.source().equals(feed.address().toString()));
        Path packed = files.newFile();
        try {
            Optional<Fetched> fetched = download.fetch(feed, known, packed);
            if (fetched.isEmpty() && before.isPresent()) {
                write(feed.release(), before.get().feed().confirmedAt(clock.instant()));
                return false;
            }
            return take(
                    feed.release(),
                    feed.address().toString(),
                    Files.newInputStream(packed),
                    before,
                    fetched.orElse(Fetched.NONE));
        } finally {
            Files.deleteIfExists(packed);
        }
    }

    /** @param source where it came from, for people */
    boolean take(String release, String source, InputStream packed) throws IOException, RefusedFeedException {
        return take(release, source, packed, store.find(release), Fetched.NONE);
    }

    private boolean take(
            String release, String source, InputStream packed, Optional<StoredFeed> before, Fetched fetched)
            throws IOException, RefusedFeedException {
        Path file = files.newFile();
        try (packed) {
            String sha256 = unpack(packed, file);
            Optional<FeedRecord> known = before.map(StoredFeed::feed);
            Optional<FeedRecord> same = known.filter(it -> it.sha256().equals(sha256));
            if (same.isPresent()) {
                write(
                        release,
                        record(
                                source,
                                sha256,
                                same.get().definitions(),
                                fetched,
                                same.get().takenIn()));
                return false;
            }
            FeedSummary summary = check(release, file, known);
            FeedRecord record = record(source, sha256, summary.definitions(), fetched, clock.instant());
            files.replace(store.fileOf(release, sha256), file);
            write(release, record);
            announce(release, record, summary);
            removeOthers(release, sha256, known.map(FeedRecord::sha256).orElse(sha256));
            return true;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private FeedRecord record(String source, String sha256, int definitions, Fetched fetched, Instant takenIn) {
        return new FeedRecord(
                FeedRecord.FORMAT,
                source,
                sha256,
                definitions,
                fetched.etag(),
                fetched.lastModified(),
                fetched.sha256(),
                takenIn,
                clock.instant());
    }

    private String unpack(InputStream packed, Path file) throws IOException, RefusedFeedException {
        try {
            return new BoundedCopy(rules.limit())
                    .fill(file, Packing.unpacked(new BufferedInputStream(packed, 1 << 16)), "the unpacked feed");
        } catch (IOException | RuntimeException e) {
            // Decompressors end on damaged input in ways of their own.
            throw new RefusedFeedException("it can't be unpacked: " + e, e);
        }
    }

    private FeedSummary check(String release, Path file, Optional<FeedRecord> before)
            throws IOException, RefusedFeedException {
        FeedSummary summary = summary(file);
        Optional<Publisher> publisher = Publisher.of(release);
        if (publisher.isPresent()) {
            publisher.get().requireFits(release, summary);
        }
        int fewest = before.map(FeedRecord::definitions).orElse(0) / 2;
        if (summary.definitions() < fewest && !rules.mayShrink()) {
            throw new RefusedFeedException("it has " + summary.definitions() + " definitions, less than half of the "
                    + before.map(FeedRecord::definitions).orElse(0)
                    + " of the one before; if that is right, set assay.openscap.feeds-may-shrink");
        }
        return summary;
    }

    private FeedSummary summary(Path file) throws IOException, RefusedFeedException {
        try {
            return FeedSummary.of(file, rules.workDirectory());
        } catch (XmlException e) {
            throw new RefusedFeedException("scans could not use it: " + e.getMessage(), e);
        }
    }

    private void write(String release, FeedRecord record) throws IOException {
        files.replace(store.recordOf(release), json.writeValueAsBytes(record));
    }

    private static void announce(String release, FeedRecord record, FeedSummary summary) {
        LOG.infof(
                "content taken in release=%s source=%s sha256=%s definitions=%d withSeverity=%d quality=%s",
                release,
                record.source(),
                record.sha256(),
                summary.definitions(),
                summary.graded(),
                Publisher.of(release).map(Publisher::quality).orElse("unknown"));
    }

    /** The one before stays for scans that have just chosen it. */
    private void removeOthers(String release, String current, String before) throws IOException {
        List<String> kept = List.of(current, before);
        try (Stream<Path> versions = Files.list(store.folderOf(release))) {
            for (Path version : versions.filter(Files::isDirectory).toList()) {
                if (!kept.contains(version.getFileName().toString())) {
                    remove(version);
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /**
     * What is taken.
     *
     * @param limit of one file, in bytes
     * @param mayShrink whether a feed may have less than half of what the one before had
     * @param workDirectory for files of a moment
     */
    record Rules(long limit, boolean mayShrink, Path workDirectory) {}
}
