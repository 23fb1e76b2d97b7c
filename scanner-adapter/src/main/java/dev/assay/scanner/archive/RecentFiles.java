package dev.assay.scanner.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * The files that were written last. Walks the folder once, when somebody asks for the first time, and keeps up from then
 * on by being told. Thread-safe.
 */
final class RecentFiles {
    /** As many as are ever shown. */
    static final int KEPT = 100;

    private final Path root;
    private final Deque<Path> newestFirst = new ArrayDeque<>();
    private boolean walked;

    RecentFiles(Path root) {
        this.root = root;
    }

    synchronized void written(Path file) {
        newestFirst.remove(file);
        newestFirst.addFirst(file);
        while (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    synchronized List<Path> latest(int count) {
        if (!walked) {
            List<Path> before = newestOnDisk();
            before.forEach(this::appendOlder);
            walked = true;
        }
        return newestFirst.stream().limit(count).toList();
    }

    private void appendOlder(Path file) {
        if (newestFirst.size() < KEPT && !newestFirst.contains(file)) {
            newestFirst.addLast(file);
        }
    }

    /** Holds no more than {@link #KEPT} names at a time, however many files there are. */
    private List<Path> newestOnDisk() {
        PriorityQueue<Dated> oldestFirst = new PriorityQueue<>(Comparator.comparingLong(Dated::modified));
        try (Stream<Path> all = Files.walk(root, 3)) {
            all.filter(it -> it.toString().endsWith(".json")).forEach(it -> {
                oldestFirst.add(new Dated(it, it.toFile().lastModified()));
                if (oldestFirst.size() > KEPT) {
                    oldestFirst.remove();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the archive's folder " + root + " can't be listed", e);
        }
        return oldestFirst.stream()
                .sorted(Comparator.comparingLong(Dated::modified).reversed())
                .map(Dated::file)
                .toList();
    }

    private record Dated(Path file, long modified) {}
}
