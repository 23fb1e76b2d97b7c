package dev.assay.scanner.pull.registry;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/** A folder that this process' user alone may look into, in one where others could have put something in its place. */
final class OwnFolder {
    private static final String OWNER_ONLY = "rwx------";

    private OwnFolder() {}

    /**
     * Makes it, unless it is there.
     *
     * @param parent exists
     * @throws IOException when it is there, and isn't a folder that this process' user alone may look into
     */
    static Path in(Path parent, String name) throws IOException {
        Path folder = parent.resolve(name);
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        } catch (FileAlreadyExistsException e) {
            requireOwn(folder, parent);
        }
        return folder;
    }

    private static void requireOwn(Path folder, Path parent) throws IOException {
        PosixFileAttributes there = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (there.isSymbolicLink()) {
            throw new IOException(folder + " is a symbolic link; remove it");
        }
        if (!there.isDirectory()) {
            throw new IOException(folder + " is not a folder; remove it");
        }
        if (!there.owner().equals(self(parent))) {
            throw new IOException(folder + " belongs to " + there.owner().getName());
        }
        if (!PosixFilePermissions.fromString(OWNER_ONLY).containsAll(there.permissions())) {
            throw new IOException(folder + " is open to other users, as "
                    + PosixFilePermissions.toString(there.permissions()) + "; remove it");
        }
    }

    /** Whose the files are that this process makes; its user may have no name, or one that means another user there. */
    private static UserPrincipal self(Path parent) throws IOException {
        Path probe = Files.createTempFile(parent, "assay-pull-", ".owner");
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }
}
