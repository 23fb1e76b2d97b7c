package dev.assay.scanner.openscap.root;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A folder for one scan, for nobody else to read, gone afterwards. */
public final class ScanDirectory implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ScanDirectory.class);

    private final Path directory;

    private ScanDirectory(Path directory) {
        this.directory = directory;
    }

    public static ScanDirectory create(Path parent) throws IOException {
        Path directory = Files.createTempDirectory(
                parent,
                "assay-openscap-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ScanDirectory created = new ScanDirectory(directory);
        try {
            for (Path it : List.of(created.root(), created.home())) {
                Files.createDirectory(it);
            }
            return created;
        } catch (IOException e) {
            created.close();
            throw e;
        }
    }

    public Path path() {
        return directory;
    }

    /** Where the image's files go. */
    public Path root() {
        return directory.resolve("root");
    }

    public Path home() {
        return directory.resolve("home");
    }

    /** A file beside the root. */
    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Gives all of it to a user; only root can. */
    public void giveTo(int user) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                return give(path);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                return give(path);
            }

            private FileVisitResult give(Path path) throws IOException {
                Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** With all that is in it, if it is there. */
    static void delete(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(directory, new Deletion());
        }
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(directory, new Deletion());
        } catch (IOException e) {
            LOG.warnf(e, "a scan's folder is left behind path=%s", directory);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            Files.delete(path);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure) throws IOException {
            Files.delete(path);
            return FileVisitResult.CONTINUE;
        }
    }
}
