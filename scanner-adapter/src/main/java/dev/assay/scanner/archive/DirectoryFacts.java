package dev.assay.scanner.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.pull.ImageMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One file per image and name, {@code <name>.facts}: the SHA-256 of what follows, the SHA-256 of the digest, name and key,
 * the number of bytes, and the bytes in zstd. A file that is not so is removed; its image is fetched and looked at again.
 */
final class DirectoryFacts implements ImageFacts {
    private static final Logger LOG = Logger.getLogger(DirectoryFacts.class);
    private static final String SUFFIX = ".facts";
    private static final int HASH = 32;
    private static final int HEADER = 2 * HASH + Integer.BYTES;
    private static final int LEVEL = 3;
    /** Text of package databases shrinks to a fifth; more than this is nothing that was remembered here. */
    private static final int MOST_EXPANDED = 64;
    /** More than any package database that is taken; what a file states is not believed beyond it. */
    private static final long MOST_BYTES = 256L << 20;

    private final Function<ImageDigest, Path> folders;
    private final DurableFile files;
    private final long maxBytes;

    /**
     * @param folders of each image in the archive
     * @param maxBytes of one file; 0 remembers nothing
     */
    DirectoryFacts(Function<ImageDigest, Path> folders, DurableFile files, long maxBytes) {
        this.folders = folders;
        this.files = files;
        this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE / MOST_EXPANDED);
    }

    @Override
    public ImageMemory of(ImageDigest digest) {
        return maxBytes <= 0 ? ImageMemory.NONE : new Memory(digest);
    }

    private long mostExpanded() {
        return Math.min(maxBytes * MOST_EXPANDED, MOST_BYTES);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha256.update(part);
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private final class Memory implements ImageMemory {
        private final ImageDigest digest;

        Memory(ImageDigest digest) {
            this.digest = digest;
        }

        @Override
        public Optional<byte[]> recall(String what, String key) {
            Path file = file(what);
            try (InputStream in = Files.newInputStream(file)) {
                byte[] all = in.readNBytes((int) maxBytes + 1);
                return checked(all, what, key, file);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                LOG.warnf("facts can't be read, the image is fetched again file=%s reason=%s", file, e);
                return Optional.empty();
            }
        }

        @Override
        public void remember(String what, String key, byte[] bytes) {
            byte[] body = Zstd.compress(bytes, LEVEL);
            if (HEADER + body.length > maxBytes || bytes.length > mostExpanded()) {
                LOG.infof(
                        "facts are too large to be kept digest=%s what=%s bytes=%d bound=%d",
                        digest, what, body.length, maxBytes);
                return;
            }
            byte[] content = ByteBuffer.allocate(HASH + Integer.BYTES + body.length)
                    .put(identity(what, key))
                    .putInt(bytes.length)
                    .put(body)
                    .array();
            ByteBuffer whole = ByteBuffer.allocate(HASH + content.length)
                    .put(sha256(content))
                    .put(content);
            try {
                files.replaceSoon(file(what), whole.array());
            } catch (IOException e) {
                LOG.warnf("facts are not kept, the image will be fetched again digest=%s reason=%s", digest, e);
            }
        }

        private Optional<byte[]> checked(byte[] all, String what, String key, Path file) throws IOException {
            byte[] content = all.length < HEADER ? new byte[0] : Arrays.copyOfRange(all, HASH, all.length);
            if (all.length < HEADER
                    || all.length > maxBytes
                    || !MessageDigest.isEqual(sha256(content), Arrays.copyOf(all, HASH))) {
                return damaged(file, "its checksum is wrong");
            }
            if (!Arrays.equals(Arrays.copyOf(content, HASH), identity(what, key))) {
                return Optional.empty();
            }
            int size = ByteBuffer.wrap(content).getInt(HASH);
            if (size < 0 || size > mostExpanded()) {
                return damaged(file, "it states " + size + " bytes");
            }
            return expanded(content, size, file);
        }

        private Optional<byte[]> expanded(byte[] content, int size, Path file) throws IOException {
            try {
                byte[] bytes = Zstd.decompress(Arrays.copyOfRange(content, HASH + Integer.BYTES, content.length), size);
                return bytes.length == size ? Optional.of(bytes) : damaged(file, "it ends too early");
            } catch (ZstdException e) {
                return damaged(file, String.valueOf(e.getMessage()));
            }
        }

        private Optional<byte[]> damaged(Path file, String why) throws IOException {
            LOG.warnf("facts are damaged and removed, the image is fetched again file=%s reason=%s", file, why);
            Files.deleteIfExists(file);
            return Optional.empty();
        }

        private byte[] identity(String what, String key) {
            return sha256((digest + "\n" + what + "\n" + key).getBytes(StandardCharsets.UTF_8));
        }

        private Path file(String what) {
            return folders.apply(digest).resolve(what + SUFFIX);
        }
    }
}
