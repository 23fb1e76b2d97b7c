package dev.assay.scanner.pull.layer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A folder of plain files and folders, such as {@link LayerExtraction} writes, as bytes. */
public final class FileBundle {
    private static final int VERSION = 1;

    private FileBundle() {}

    /** Of what makes such folders out of layers and bytes out of folders: another one when they would be others. */
    public static String version() {
        return OutlineKey.EXTRACTOR_VERSION + "." + VERSION;
    }

    /** @return empty when the files have more than {@code maxBytes} */
    public static Optional<byte[]> pack(Path folder, long maxBytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes);
                Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.skip(1).sorted().toList()) {
                boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
                long size = isFolder ? 0 : Files.size(path);
                if (bytes.size() + size > maxBytes) {
                    return Optional.empty();
                }
                out.writeBoolean(true);
                out.writeUTF(folder.relativize(path).toString());
                out.writeUTF(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
                out.writeInt(isFolder ? -1 : (int) size);
                if (!isFolder) {
                    out.write(Files.readAllBytes(path), 0, (int) size);
                }
            }
            out.writeBoolean(false);
        }
        return Optional.of(bytes.toByteArray());
    }

    /**
     * @param folder exists, is empty, and nobody else writes to it
     * @throws IOException also when the bytes are not what {@link #pack} makes; then something may have been written, though
     *     never outside of {@code folder}
     */
    public static void unpack(byte[] bytes, Path folder) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.readBoolean()) {
                Path path = within(folder, in.readUTF());
                String permissions = in.readUTF();
                int size = in.readInt();
                if (size < 0) {
                    Files.createDirectory(path);
                } else {
                    byte[] content = in.readNBytes(size);
                    if (content.length != size) {
                        throw new IOException("a file in it ends too early");
                    }
                    Files.write(path, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                }
                Files.setPosixFilePermissions(path, permissions(permissions));
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException("a name occurs twice in it", e);
        }
    }

    /** There are no links in the folder, so that names decide. */
    private static Path within(Path folder, String name) throws IOException {
        Path path = resolved(folder, name);
        if (name.isEmpty() || !path.equals(path.normalize()) || !path.startsWith(folder) || path.equals(folder)) {
            throw new IOException("a name in it leads elsewhere");
        }
        return path;
    }

    private static Path resolved(Path folder, String name) throws IOException {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new IOException("a name in it is none", e);
        }
    }

    private static Set<PosixFilePermission> permissions(String text) throws IOException {
        try {
            return PosixFilePermissions.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("a file in it has permissions that can't be read", e);
        }
    }
}
