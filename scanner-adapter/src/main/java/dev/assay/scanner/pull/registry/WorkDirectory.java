package dev.assay.scanner.pull.registry;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where blobs lie for a while. Each process has a folder of its own and a lock beside it for as long as it lives; what
 * processes left behind that were killed is cleared by the next one that starts.
 */
final class WorkDirectory implements Closeable {
    private static final String LOCK = ".lock";

    private final Path base;
    private final Path own;
    private final Path lockFile;
    private final FileChannel lock;

    private WorkDirectory(Path base, Path own, Path lockFile, FileChannel lock) {
        this.base = base;
        this.own = own;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    static WorkDirectory in(Path base) throws IOException {
        Files.createDirectories(base);
        clear(base);
        Path own = Files.createTempDirectory(base, "process-");
        Path lockFile = lockOf(own);
        FileChannel lock = FileChannel.open(lockFile, CREATE, WRITE);
        lock.lock();
        return new WorkDirectory(base, own, lockFile, lock);
    }

    /**
     * The folder of a user in the system's temporary one, where others could have put something in its place.
     *
     * @throws IOException when it is there, and isn't a folder that this process' user alone may look into
     */
    static Path defaultIn(Path temporary, String user) throws IOException {
        return OwnFolder.in(temporary, "assay-pull-" + user.replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    /** In which each process has its folder. */
    Path base() {
        return base;
    }

    /** A new folder that only this user may look into; the caller removes it. */
    Path newFolder() throws IOException {
        return Files.createTempDirectory(own, "image-");
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        remove(own);
        Files.deleteIfExists(lockFile);
        lock.close();
    }

    private static void clear(Path base) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(base, "process-*" + LOCK)) {
            for (Path lockFile : locks) {
                clearWhenAbandoned(lockFile);
            }
        }
    }

    private static void clearWhenAbandoned(Path lockFile) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, WRITE);
                FileLock taken = channel.tryLock()) {
            if (taken == null) {
                return;
            }
            String name = lockFile.getFileName().toString();
            Path folder = lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
            if (Files.isDirectory(folder)) {
                remove(folder);
            }
            Files.deleteIfExists(lockFile);
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            // Held by this very process, or cleared by another one that starts at the same time: nothing to do.
            return;
        }
    }

    private static Path lockOf(Path own) {
        return own.resolveSibling(own.getFileName() + LOCK);
    }
}
