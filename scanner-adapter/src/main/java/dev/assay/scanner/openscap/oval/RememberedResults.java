package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.content.Digests;
import dev.assay.scanner.openscap.process.Oscap;
import dev.assay.scanner.openscap.root.ScanDirectory;
import dev.assay.scanner.pull.ImageMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What oscap said of definitions that are the same byte by byte, with all that they refer to, of the same files, in the same
 * version. A change of a feed leaves most definitions as they were: only the others need a run of oscap.
 */
final class RememberedResults {
    private static final Logger LOG = Logger.getLogger(RememberedResults.class);
    private static final String WHAT = "oval-results";
    /** Goes up when oscap is run in another way, so that it could say something else of the same files. */
    private static final int REVISION = 2;

    /** What oscap could not decide it may be able to the next time. */
    private static final Set<String> DECIDED = Set.of("true", "false");

    private final ImageMemory memory;
    private final String key;

    private RememberedResults(ImageMemory memory, String key) {
        this.memory = memory;
        this.key = key;
    }

    /**
     * @param directory with all that oscap is about to look at
     * @param generator of the feed, which may decide on how its definitions are understood
     */
    static RememberedResults of(
            ImageMemory memory, ScanDirectory directory, byte[] generator, Map<String, String> environment, Oscap oscap)
            throws IOException, InterruptedException {
        // Who remembers nothing need not wait for what oscap says of itself.
        Optional<String> build = memory == ImageMemory.NONE ? Optional.empty() : oscap.build();
        if (build.isEmpty()) {
            return new RememberedResults(ImageMemory.NONE, "");
        }
        String key = REVISION + "\n" + build.get() + "\n" + hash(directory, generator, environment);
        return new RememberedResults(memory, key);
    }

    /** Results by {@link Cut#keys}; empty when no scan of the same files could tell anything. */
    Optional<Map<String, String>> recall() {
        Optional<byte[]> bytes = memory.recall(WHAT, key);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> results = new HashMap<>();
        for (String line :
                new String(bytes.get(), StandardCharsets.UTF_8).lines().toList()) {
            String[] words = line.split(" ", -1);
            if (words.length != 2 || !DECIDED.contains(words[1])) {
                LOG.warnf("kept results are of no use, oscap is run again line=%s", line);
                return Optional.empty();
            }
            results.put(words[0], words[1]);
        }
        return Optional.of(results);
    }

    /**
     * To be called when the results were found to mean something.
     *
     * @param results by {@link Cut#keys}, in the place of earlier ones
     */
    void remember(Map<String, String> results) {
        String text = new TreeMap<>(results)
                .entrySet().stream()
                        .filter(it -> DECIDED.contains(it.getValue()))
                        .map(it -> it.getKey() + " " + it.getValue())
                        .collect(Collectors.joining("\n"));
        memory.remember(WHAT, key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of what oscap can look at; not of what other scans of the same image leave beside it. */
    private static String hash(ScanDirectory directory, byte[] generator, Map<String, String> environment)
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
        add(digest, "generator", generator);
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
