package dev.assay.bench.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.bench.ProcessStatistics;
import dev.assay.contract.image.ImageDigest;
import dev.assay.testbed.cluster.ImageApi;
import dev.assay.testbed.cluster.ImageState;
import dev.assay.testbed.service.ApiServerProcess;
import dev.assay.testbed.service.AssayOptions;
import dev.assay.testbed.service.AssayProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** The packaged process, and the API server whose Images it annotates. */
final class AssayRun implements AutoCloseable {
    private static final String ANNOTATION = "quality.images.openshift.io/vulnerability.openscap";
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServerProcess apiServer;
    private final ImageApi images;
    private final AssayProcess assay;
    private final ProcessStatistics statistics;

    /** @param feeds the folder that the feed is in */
    AssayRun(Path root, Path directory, Path feeds, String registry) {
        apiServer = ApiServerProcess.start(directory, List.of());
        images = ImageApi.connect(apiServer.kubeconfig());
        assay = AssayProcess.start(AssayOptions.of(root, directory, apiServer.kubeconfig())
                .with("assay.registries.allowed", registry)
                .with("assay.registries.insecure", registry)
                .with("assay.openscap.quality-types", "vulnerability")
                .with("assay.openscap.oval-directory", feeds.toString())
                // How soon a new feed is noticed is a setting, and not what is measured.
                .with("assay.worker.announce-every", "0.1s")
                .with("assay.planner.rate.per-adapter", "6000")
                .with(
                        "assay.gate.policy-directory",
                        root.resolve("k8s/policies/quickstart").toString()));
        statistics = new ProcessStatistics(assay.pid());
    }

    /**
     * Makes the Images and waits until each is annotated.
     *
     * @throws IllegalStateException when something else is found than {@code expected}
     */
    Cost scan(Collection<BenchImage> wanted, Set<String> expected) throws IOException {
        return measure(
                () -> wanted.forEach(it -> images.create(it.digest(), it.reference())),
                wanted.stream().map(BenchImage::digest).toList(),
                expected);
    }

    /** Puts another feed in the place of the former one and waits until each Image says what it says. */
    Cost rescan(Collection<BenchImage> known, BenchFeed feed, Path file) throws IOException {
        return measure(
                () -> feed.write(file), known.stream().map(BenchImage::digest).toList(), feed.trueOnes());
    }

    private Cost measure(Change change, Collection<ImageDigest> digests, Set<String> expected) throws IOException {
        statistics.forgetPeak();
        double before = statistics.cpu();
        long start = System.nanoTime();
        change.make();
        double wall = await(start, digests, expected.size());
        Cost cost = new Cost(wall, statistics.cpu() - before, statistics.peakMiB());
        for (ImageDigest digest : digests) {
            check(images.find(digest).orElseThrow(), expected);
        }
        return cost;
    }

    /** @return seconds since {@code start} */
    private double await(long start, Collection<ImageDigest> digests, int findings) throws IOException {
        for (ImageDigest digest : digests) {
            while (images.find(digest).map(it -> findings(it)).orElse(-1) != findings) {
                if (secondsSince(start) > LIMIT.toSeconds()) {
                    throw new IllegalStateException(digest + " does not say that " + findings
                            + " advisories apply after " + LIMIT.toSeconds() + " s: "
                            + images.find(digest).map(it -> it.annotations().get(ANNOTATION)));
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
        return secondsSince(start);
    }

    private static int findings(ImageState image) {
        try {
            int sum = 0;
            String annotation = image.annotations().get(ANNOTATION);
            if (annotation == null) {
                return -1;
            }
            for (JsonNode item : JSON.readTree(annotation).path("summary")) {
                sum += Integer.parseInt(item.path("data").asText());
            }
            return sum;
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    private static void check(ImageState image, Set<String> expected) throws IOException {
        JsonNode annotation = JSON.readTree(image.annotations().get(ANNOTATION));
        Set<String> found = new TreeSet<>();
        URI report = URI.create(annotation.path("reference").asText() + ".json");
        try (InputStream in = report.toURL().openStream()) {
            JSON.readTree(in).findPath("findings").findValuesAsText("id").forEach(found::add);
        }
        if (!found.equals(expected)) {
            throw new IllegalStateException(
                    image.digest() + ": Assay finds " + found.size() + ", and " + expected.size() + " are true");
        }
    }

    @Override
    public void close() {
        try (apiServer;
                images) {
            assay.close();
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** What makes Assay work. */
    private interface Change {
        void make() throws IOException;
    }
}
