package dev.assay.scanner.openscap.content.intake;

import dev.assay.scanner.archive.DurableFile;
import dev.assay.scanner.openscap.content.FeedRecord;
import dev.assay.scanner.openscap.content.FeedStore;
import dev.assay.scanner.openscap.content.StoredFeed;
import dev.assay.scanner.openscap.content.intake.FeedIntake.Rules;
import io.micrometer.core.instrument.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks for feeds that are due, one after the other. For one thread; what failed may be asked for by any. */
final class ContentIntake {
    static final String COUNTER = "assay.openscap.content.intakes";
    private static final Logger LOG = Logger.getLogger(ContentIntake.class);
    private static final String STORE = "store";

    private final Path directory;
    private final FeedStore store;
    private final List<Feed> feeds;
    private final Optional<ImportFolder> imports;
    private final FeedDownload download;
    private final Rules rules;
    private final Duration every;
    private final Duration jitter;
    private final Clock clock;
    private final Attempts attempts;
    private volatile SortedMap<String, String> passedOver = Collections.emptySortedMap();

    /** @param every how often a publisher is asked; up to a tenth is added */
    ContentIntake(
            Path directory,
            List<Feed> feeds,
            Optional<Path> imports,
            FeedDownload download,
            Rules rules,
            Duration every,
            Clock clock,
            RandomGenerator random) {
        this.directory = directory;
        this.store = new FeedStore(directory);
        this.feeds = List.copyOf(feeds);
        this.imports = imports.map(it -> new ImportFolder(it, store));
        this.download = download;
        this.rules = rules;
        this.every = every;
        this.jitter = Duration.ofMillis(random.nextLong(every.toMillis() / 10 + 1));
        this.clock = clock;
        this.attempts = new Attempts(every, random);
    }

    /** Does what is due; nothing while another process does. */
    void look() {
        if (feeds.isEmpty() && imports.isEmpty()) {
            return;
        }
        try (StoreLock lock = StoreLock.take(directory).orElse(null)) {
            if (lock != null) {
                FeedIntake intake = new FeedIntake(
                        store, new DurableFile(directory.resolve(".unfinished")), download, rules, clock);
                attempts.succeeded(STORE);
                feeds.stream().filter(this::isDue).forEach(feed -> attempt(feed.release(), () -> intake.fetch(feed)));
                imports.ifPresent(folder -> take(folder, intake));
            }
        } catch (IOException e) {
            failed(STORE, "the folder " + directory + " can't be used (assay.openscap.content-directory): " + e);
        }
    }

    /** What is wrong now, by release or file. */
    SortedMap<String, String> troubles() {
        return attempts.troubles();
    }

    /** Files to import that others come before, with the reason. */
    SortedMap<String, String> passedOver() {
        return new TreeMap<>(passedOver);
    }

    private boolean isDue(Feed feed) {
        Instant now = clock.instant();
        Optional<FeedRecord> known = store.find(feed.release()).map(StoredFeed::feed);
        boolean isFresh = known.filter(it -> isFrom(it, feed)
                        && now.isBefore(it.confirmed().plus(every).plus(jitter)))
                .isPresent();
        return !isFresh && attempts.mayTry(feed.release(), now);
    }

    /**
     * What was imported is kept as long as what was fetched; another address is asked at once, and so is one when what is
     * there is not what the setting states.
     */
    private static boolean isFrom(FeedRecord known, Feed feed) {
        return feed.isPinnedTo(known.packedSha256())
                && (!known.source().startsWith("http")
                        || known.source().equals(feed.address().toString()));
    }

    private void take(ImportFolder folder, FeedIntake intake) {
        String path = folder.path().toString();
        try {
            List<Path> files = folder.files();
            attempts.forgetOthers(path + "/", files.stream().map(Path::toString).collect(Collectors.toSet()));
            setPassedOver(folder.passedOver(files));
            for (ImportFolder.Arrival arrival : folder.arrivals(files)) {
                String file = arrival.file().toString();
                if (arrival.isNew() || attempts.mayTry(file, clock.instant())) {
                    attempt(file, () -> arrival.take(intake));
                }
            }
            attempts.succeeded(path);
        } catch (IOException e) {
            failed(path, "it can't be listed (assay.openscap.import-directory): " + e);
        }
    }

    private void setPassedOver(SortedMap<String, String> files) {
        files.forEach((file, why) -> {
            if (!why.equals(passedOver.get(file))) {
                LOG.infof("content is passed over path=%s detail=%s", file, why);
            }
        });
        passedOver = files;
    }

    private void attempt(String what, Attempt attempt) {
        try {
            count(attempt.run() ? "new" : "unchanged");
            attempts.succeeded(what);
        } catch (IOException | RefusedFeedException e) {
            count("failed");
            failed(what, String.valueOf(e.getMessage()));
        }
    }

    private void failed(String what, String why) {
        Instant again = attempts.failed(what, why, clock.instant());
        LOG.warnf("content was not taken in, what was there stays content=%s again=%s detail=%s", what, again, why);
    }

    private static void count(String outcome) {
        Metrics.counter(COUNTER, "outcome", outcome).increment();
    }

    /** Of taking something in. */
    @FunctionalInterface
    private interface Attempt {
        /** @return whether there is something new */
        boolean run() throws IOException, RefusedFeedException;
    }
}
