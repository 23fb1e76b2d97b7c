package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.content.Digests;
import dev.assay.scanner.openscap.process.Oscap;
import dev.assay.scanner.openscap.root.ScanDirectory;
import dev.assay.scanner.openscap.xml.XmlException;
import dev.assay.scanner.pull.ImageMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What oscap said of inputs that are the same byte by byte: the definitions cut for the image, the files that it looks at,
 * and its own version. Most changes of a feed leave the cut for most images as it was, and need no run of oscap.
 */
final class RememberedResults {
    private static final Logger LOG = Logger.getLogger(RememberedResults.class);
    private static final String WHAT = "oval-results";
    /** Goes up when oscap is run in another way, so that it could say something else of the same files. */
    private static final int REVISION = 1;

    private static final long MOST = 32L << 20;

    private final ImageMemory memory;
    private final String key;
    private final Path results;

    private RememberedResults(ImageMemory memory, String key, Path results) {
        this.memory = memory;
        this.key = key;
        this.results = results;
    }

    /**
     * @param directory with all that oscap is about to be given
     * @param results where its results go
     */
    static RememberedResults of(
            ImageMemory memory,
            ScanDirectory directory,
            Path definitions,
            Map<String, String> environment,
            Oscap oscap,
            Path results)
            throws IOException, InterruptedException {
        // Who remembers nothing need not wait for what oscap says of itself.
        Optional<String> build = memory == ImageMemory.NONE ? Optional.empty() : oscap.build();
        if (build.isEmpty()) {
            return new RememberedResults(ImageMemory.NONE, "", results);
        }
        String key = REVISION + "\n" + build.get() + "\n" + hash(directory, definitions, environment);
        return new RememberedResults(memory, key, results);
    }

    Optional<OvalResults> recall() throws IOException {
        Optional<byte[]> bytes = memory.recall(WHAT, key);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            Files.write(results, bytes.get());
            return Optional.of(OvalResults.read(results));
        } catch (XmlException e) {
            LOG.warnf("kept results are of no use, oscap is run again reason=%s", e.getMessage());
            return Optional.empty();
        } finally {
            Files.deleteIfExists(results);
        }
    }

    /** To be called when the results were found to mean something. */
    void remember() throws IOException {
        if (Files.size(results) <= MOST) {
            memory.remember(WHAT, key, Files.readAllBytes(results));
        }
    }

    /** Of what oscap is told and can look at; not of what other scans of the same image leave beside it. */
    private static String hash(ScanDirectory directory, Path definitions, Map<String, String> environment)
            throws IOException {
        MessageDigest digest = Digests.sha256();
        for (Map.Entry<String, String> it : new TreeMap<>(environment).entrySet()) {
            String value = it.getValue().replace(directory.path().toString(), "");
            add(digest, it.getKey(), value.getBytes(StandardCharsets.UTF_8));
            Path file = Path.of(it.getValue());
            if (file.startsWith(directory.path()) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                add(digest, it.getKey(), withoutPlace(file, directory));
            }
        }
        add(digest, "definitions", Files.readAllBytes(definitions));
        for (Path tree : List.of(directory.root(), directory.home())) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path path : all.sorted().toList()) {
                    boolean isFile = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
                    String name = directory.path().relativize(path) + (isFile ? "" : "/");
                    add(digest, name, isFile ? withoutPlace(path, directory) : new byte[0]);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String name, byte[] content) {
        byte[] words = name.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(words.length)
                .putInt(content.length)
                .array());
        digest.update(words);
        digest.update(content);
    }

    /** Some files that are made for a scan say where it takes place, which has no part in the results. */
    private static byte[] withoutPlace(Path file, ScanDirectory directory) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return !file.startsWith(directory.root())
                ? new String(bytes, StandardCharsets.ISO_8859_1)
                        .replace(directory.path().toString(), "")
                        .getBytes(StandardCharsets.ISO_8859_1)
                : bytes;
    }
}
