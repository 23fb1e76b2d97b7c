package dev.assay.scanner.pull.layer;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes plain files and folders below one folder. Every folder on the way was made here and every file is new, so that
 * there is no link that could be followed.
 */
final class RootWriter {
    /** From the highest of the nine bits to the lowest. */
    private static final List<PosixFilePermission> PERMISSIONS = List.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private static final int OWNER_READ_WRITE = 0600;
    private static final int OWNER_ALL = 0700;

    private final Path root;
    private final Set<String> written = new HashSet<>();

    /** @throws IllegalArgumentException when {@code root} is no empty folder */
    RootWriter(Path root) throws IOException {
        if (!Files.isDirectory(root, NOFOLLOW_LINKS) || !isEmpty(root)) {
            throw new IllegalArgumentException("not an empty folder: " + root);
        }
        this.root = root.toRealPath();
    }

    void folder(WantedContent.Folder folder) throws IOException {
        String path = FileName.ofPath(folder.path());
        if (written.add(path)) {
            Path created = Files.createDirectory(root.resolve(path));
            Files.setPosixFilePermissions(created, permissions(folder.mode() | OWNER_ALL));
        }
    }

    void file(WantedContent.File file, Spool spool) throws IOException {
        String path = FileName.ofPath(file.path());
        if (!written.add(path)) {
            return;
        }
        Path target = root.resolve(path);
        try (FileChannel out = FileChannel.open(target, CREATE_NEW, WRITE)) {
            spool.copyTo(file.node().content(), out);
        }
        Files.setPosixFilePermissions(target, permissions(file.node().mode() | OWNER_READ_WRITE));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < PERMISSIONS.size(); bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                permissions.add(PERMISSIONS.get(bit));
            }
        }
        return permissions;
    }
}
