package dev.assay.bench.scan;

import dev.assay.testbed.process.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs a peer on an image, with nothing of it known before, and says what it cost. */
final class PeerRun {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** Of {@code time}: seconds, processor seconds of user and system, KiB of the largest process. */
    private static final String FORMAT = "%e %U %S %M";

    private static final Pattern TRUE_ONE =
            Pattern.compile("<definition definition_id=\"([^\"]+)\"[^>]* result=\"true\"|"
                    + "<definition result=\"true\"[^>]* definition_id=\"([^\"]+)\"");

    private final Path directory;
    private final Path feed;
    private final Path aptConfiguration;
    private final Path storage;

    /**
     * @param directory of this run of the benchmark
     * @param architecture in dpkg's words
     */
    PeerRun(Path directory, Path feed, String architecture) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.feed = feed;
        aptConfiguration = Files.writeString(directory.resolve("apt.conf"), hermetic(architecture));
        storage = Files.writeString(directory.resolve("storage.conf"), """
                [storage]
                driver = "overlay"
                graphroot = "%1$s/containers"
                runroot = "%1$s/containers-run"
                """.formatted(directory));
    }

    /** Without it, oscap finds nothing in an image, or other things than it should: all get the same. */
    private static String hermetic(String architecture) {
        return """
                Dir::Etc::parts "/dev/null"; Dir::Etc::main "/dev/null";
                Dir::Etc::sourcelist "/dev/null"; Dir::Etc::sourceparts "/dev/null";
                APT::Architecture "%1$s"; APT::Architectures { "%1$s"; }; Dir::Bin::dpkg "/bin/false";
                """.formatted(architecture);
    }

    /** @throws IllegalStateException when it finds something else than {@code expected} */
    Cost run(Peer peer, BenchImage image, Set<String> expected) throws IOException {
        Path work = Files.createTempDirectory(directory, "work");
        Path results = work.resolve("results.xml");
        Path taken = work.resolve("time");
        try {
            Command.of(List.of(
                            "env",
                            "REFERENCE=" + image.reference(),
                            "FEED=" + feed,
                            "RESULTS=" + results,
                            "WORK=" + work,
                            "BLOBS=" + blobs(image),
                            "APT_CONFIG=" + aptConfiguration,
                            "CONTAINERS_STORAGE_CONF=" + storage,
                            "time",
                            "--format=" + FORMAT,
                            "--output=" + taken,
                            "bash",
                            "-c",
                            peer.script()))
                    .within(LIMIT)
                    .read(in -> in.transferTo(OutputStream.nullOutputStream()));
            check(peer, trueOnes(results), expected);
            return cost(Files.readString(taken));
        } finally {
            if (peer == Peer.PODMAN) {
                forgetImages();
            }
            Command.of("rm", "-rf", work.toString()).succeeds();
        }
    }

    private void forgetImages() {
        Command.of("env", "CONTAINERS_STORAGE_CONF=" + storage, "podman", "rmi", "--all", "--force")
                .text();
    }

    private static String blobs(BenchImage image) {
        return image.layers().stream()
                .map(it -> "http://" + image.reference().registry() + "/v2/"
                        + image.reference().repository() + "/blobs/" + it.digest())
                .collect(Collectors.joining(" "));
    }

    private static Set<String> trueOnes(Path results) throws IOException {
        Set<String> ids = new TreeSet<>();
        Matcher found = TRUE_ONE.matcher(Files.readString(results));
        while (found.find()) {
            ids.add(found.group(1) == null ? found.group(2) : found.group(1));
        }
        return ids;
    }

    private static void check(Peer peer, Set<String> found, Set<String> expected) {
        Set<String> ids = expected.stream().map(BenchFeed::definition).collect(Collectors.toCollection(TreeSet::new));
        if (!found.equals(ids)) {
            throw new IllegalStateException(peer.title() + " finds " + found.size() + " definitions to be true, and "
                    + ids.size() + " are: the comparison would be with a wrong answer");
        }
    }

    private static Cost cost(String line) {
        String[] figures = line.strip().split(" ", -1);
        return new Cost(
                Double.parseDouble(figures[0]),
                Double.parseDouble(figures[1]) + Double.parseDouble(figures[2]),
                Double.parseDouble(figures[3]) / 1024);
    }
}
