package dev.assay.scanner.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Writes files that are either the old ones or the new ones, whole, whenever the process or the machine dies. Unfinished
 * ones lie in a folder of their own, on the same file system.
 */
public final class DurableFile {
    private final Path unfinished;

    /** Also removes what an earlier process left unfinished. */
    public DurableFile(Path unfinished) throws IOException {
        this.unfinished = Files.createDirectories(unfinished);
        try (Stream<Path> leftovers = Files.list(unfinished)) {
            for (Path leftover : leftovers.toList()) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    /** On disk when this returns, name and content. */
    public void replace(Path target, byte[] content) throws IOException {
        Path temporary = newFile();
        try {
            write(temporary, content);
            replace(target, temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * For what is checked when it is read, and can be made again: whole for all who look while the machine runs. One that dies
     * may leave the old one, the new one, or what is neither. Waiting for the disk is saved, but for the folder's.
     */
    public void replaceSoon(Path target, byte[] content) throws IOException {
        Path temporary = newFile();
        try {
            write(temporary, content);
            makeDurably(parentOf(target));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The same as the first with a file that was filled, one of {@link #newFile}; it is gone afterwards. */
    public void replace(Path target, Path filled) throws IOException {
        Path folder = makeDurably(parentOf(target));
        try (FileChannel channel = FileChannel.open(filled, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(filled, target, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(folder);
    }

    /** Empty, among the unfinished ones; for its maker to remove, too. */
    public Path newFile() throws IOException {
        return Files.createTempFile(unfinished, "file", null);
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    /** A folder is only as durable as its entry in the folder above. */
    private static Path makeDurably(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path above = makeDurably(parentOf(folder));
            Files.createDirectories(folder);
            syncFolder(above);
        }
        return folder;
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path parentOf(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IOException("there is no folder above " + path);
        }
        return parent;
    }
}
