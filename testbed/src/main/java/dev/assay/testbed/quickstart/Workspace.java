package dev.assay.testbed.quickstart;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directory that everything is written to. */
record Workspace(Path directory, boolean isTemporary) {
    static Workspace open(Optional<Path> keep) throws IOException {
        return keep.isPresent()
                ? new Workspace(Files.createDirectories(keep.get()).toAbsolutePath(), false)
                : new Workspace(Files.createTempDirectory("assay-quickstart-"), true);
    }

    /** Deletes it if it is temporary. */
    void discard() throws IOException {
        if (isTemporary) {
            Files.walkFileTree(directory, new Deletion());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
