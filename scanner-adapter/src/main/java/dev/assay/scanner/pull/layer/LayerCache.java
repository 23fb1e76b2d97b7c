package dev.assay.scanner.pull.layer;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Outlines of layers on disk, so that a layer that many images share is fetched and inflated once. Several processes may
 * share the folder: a file appears whole or not at all, and one that is not what it should be is removed. When the folder
 * grows beyond its bound, what was not used for the longest time goes. A folder that fails costs time, and never a result.
 * Thread-safe.
 */
public final class LayerCache {
    private static final Logger LOG = Logger.getLogger(LayerCache.class);
    private static final String SUFFIX = ".outline";
    private static final String UNFINISHED = ".unfinished";
    private static final Duration UNFINISHED_FOR = Duration.ofHours(1);
    /** Use is noted in a file's time, and not again within this. */
    private static final Duration USED = Duration.ofMinutes(1);
    /** What is larger than this part of the bound would push out too much else. */
    private static final int LARGEST_PART = 4;

    private static final int LOCKS = 64;

    private final Path folder;
    private final long maxBytes;
    private final Clock clock;
    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

    /**
     * @param folder exists, and is no one else's to write to
     * @param maxBytes of all files in it
     */
    public LayerCache(Path folder, long maxBytes, Clock clock) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** To be held while an outline is made, so that others wait for it in place of making it as well. */
    Lock lock(OutlineKey key) {
        return locks.get(Math.floorMod(key.hashCode(), LOCKS));
    }

    Optional<OutlineReader> open(OutlineKey key) {
        Path file = file(key);
        try {
            OutlineReader reader = OutlineReader.open(file, key);
            noteUse(file);
            return Optional.of(reader);
        } catch (NoSuchFileException | ClosedByInterruptException e) {
            // Not there, or its reader was ended, which says nothing about the file.
            return Optional.empty();
        } catch (IOException e) {
            LOG.warnf("kept layer is of no use and is removed file=%s reason=%s", file, e.getMessage());
            remove(file);
            return Optional.empty();
        }
    }

    /** Takes a copy of a finished outline, in the place of an earlier one. */
    void keep(OutlineKey key, Path outline) {
        Path unfinished = null;
        try {
            if (Files.size(outline) <= maxBytes / LARGEST_PART) {
                unfinished = Files.createTempFile(folder, "", UNFINISHED);
                Files.copy(outline, unfinished, StandardCopyOption.REPLACE_EXISTING);
                Files.move(unfinished, file(key), StandardCopyOption.ATOMIC_MOVE);
                shrink();
            }
        } catch (IOException e) {
            LOG.warnf("layer is not kept for the next image folder=%s reason=%s", folder, e);
            if (unfinished != null) {
                remove(unfinished);
            }
        }
    }

    void remove(OutlineKey key) {
        remove(file(key));
    }

    private Path file(OutlineKey key) {
        return folder.resolve(key.hash() + SUFFIX);
    }

    private void noteUse(Path file) throws IOException {
        Instant now = clock.instant();
        if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(USED))) {
            Files.setLastModifiedTime(file, FileTime.from(now));
        }
    }

    private synchronized void shrink() throws IOException {
        List<Kept> all = list();
        long bytes = all.stream().mapToLong(Kept::size).sum();
        all.sort(Comparator.comparing(Kept::used));
        for (Kept oldest : all) {
            if (bytes <= maxBytes) {
                return;
            }
            Files.deleteIfExists(oldest.file);
            bytes -= oldest.size;
        }
    }

    /** Also removes what processes left that were killed. */
    private List<Kept> list() throws IOException {
        List<Kept> kept = new ArrayList<>();
        Instant abandoned = clock.instant().minus(UNFINISHED_FOR);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*{" + SUFFIX + "," + UNFINISHED + "}")) {
            for (Path file : files) {
                attributes(file).ifPresent(it -> {
                    Instant used = it.lastModifiedTime().toInstant();
                    if (!file.toString().endsWith(UNFINISHED)) {
                        kept.add(new Kept(file, it.size(), used));
                    } else if (used.isBefore(abandoned)) {
                        remove(file);
                    }
                });
            }
        }
        return kept;
    }

    /** Empty when another process has removed it. */
    private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("kept layer can't be removed file=%s reason=%s", file, e);
        }
    }

    private record Kept(Path file, long size, Instant used) {}
}
