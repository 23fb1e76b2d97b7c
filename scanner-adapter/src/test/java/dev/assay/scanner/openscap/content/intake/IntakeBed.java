package dev.assay.scanner.openscap.content.intake;

import dev.assay.scanner.openscap.OvalText;
import dev.assay.scanner.openscap.content.FeedStore;
import dev.assay.scanner.openscap.content.StoredFeed;
import dev.assay.scanner.pull.registry.GuardedDownloads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** A store, and what puts feeds into it. */
final class IntakeBed {
    static final Duration EVERY = Duration.ofHours(6);
    static final String RELEASE = "debian-12";

    private final Path store;
    private final Path work;
    private final Clock clock;
    private final List<String> feeds = new ArrayList<>();
    private Optional<Path> imports = Optional.empty();
    private long limit = 1 << 20;
    private Duration patience = Duration.ofSeconds(20);
    private boolean mayShrink;

    IntakeBed(Path directory, Clock clock) throws IOException {
        this.store = directory.resolve("content");
        this.work = Files.createDirectories(directory.resolve("work"));
        this.clock = clock;
    }

    IntakeBed feed(String entry) {
        feeds.clear();
        feeds.add(entry);
        return this;
    }

    IntakeBed also(String entry) {
        feeds.add(entry);
        return this;
    }

    IntakeBed imports(Path folder) {
        imports = Optional.of(folder);
        return this;
    }

    IntakeBed limit(long bytes) {
        limit = bytes;
        return this;
    }

    IntakeBed patience(Duration most) {
        patience = most;
        return this;
    }

    IntakeBed mayShrink() {
        mayShrink = true;
        return this;
    }

    /** As after a start of the process. */
    ContentIntake intake() {
        FeedIntake.Rules rules = new FeedIntake.Rules(limit, mayShrink, work);
        return new ContentIntake(
                store,
                Feed.parseAll(feeds),
                imports,
                new FeedDownload(new GuardedDownloads(), new BoundedCopy(limit), patience),
                rules,
                EVERY,
                clock,
                new Random(7));
    }

    Path directory() {
        return store;
    }

    FeedStore store() {
        return new FeedStore(store);
    }

    Optional<StoredFeed> stored() {
        return store().find(RELEASE);
    }

    List<Path> unfinished() throws IOException {
        try (var files = Files.list(store.resolve(".unfinished"))) {
            return files.toList();
        }
    }

    /** A feed for Debian 12 with so many definitions. */
    static String text(int definitions) {
        OvalText text = new OvalText("12");
        for (int i = 0; i < definitions; i++) {
            text.vulnerable("CVE-2030-" + (1000 + i), "openssl", "3." + i, "");
        }
        return text.toString();
    }

    /** @param packing a name of {@link CompressorStreamFactory}, or {@code none} */
    static byte[] packed(String packing, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (packing.equals("none")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try (OutputStream out = new CompressorStreamFactory().createCompressorOutputStream(packing, bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
