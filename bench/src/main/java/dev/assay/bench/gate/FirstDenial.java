package dev.assay.bench.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.bench.ApiAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How long it takes from a scanner's word to the denial, one image after the other. */
record FirstDenial(ApiAccess api, SampleImages images) {
    static final String DENY = "images.openshift.io/deny-execution";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * From the patch of the annotation to the word of a watch that the image is denied.
     *
     * @return milliseconds, one for each image
     */
    List<Double> run(int samples) throws IOException, InterruptedException {
        List<Double> milliseconds = new ArrayList<>();
        for (int image : IntStream.range(0, images.count())
                .filter(it -> !SamplePolicies.deny(images, it, SamplePolicies.LIMIT))
                .limit(samples)
                .toArray()) {
            milliseconds.add(run(image, 99, true));
            run(image, images.criticalByOpenscap(image), false);
        }
        return milliseconds;
    }

    private double run(int image, int critical, boolean denied) throws IOException, InterruptedException {
        String name = images.digest(image).value();
        String patch = JSON.createObjectNode()
                .set(
                        "metadata",
                        JSON.createObjectNode()
                                .set(
                                        "annotations",
                                        JSON.createObjectNode()
                                                .put(
                                                        SampleImages.OPENSCAP.annotationKey(),
                                                        images.vulnerabilities(image, critical))))
                .toString();
        try (Stream<String> changes = api.watch(api.resourceVersion()).body()) {
            CompletableFuture<Long> seen = new CompletableFuture<>();
            Thread reader = new Thread(() -> read(changes, name, denied, seen), "watch");
            reader.setDaemon(true);
            reader.start();
            long start = System.nanoTime();
            api.patch(name, patch);
            return (seen.get(LIMIT.toSeconds(), TimeUnit.SECONDS) - start) / 1e6;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the Image " + name + " was not judged anew: " + e, e);
        }
    }

    private static void read(Stream<String> changes, String name, boolean denied, CompletableFuture<Long> seen) {
        try {
            changes.forEach(line -> {
                long now = System.nanoTime();
                if (says(line, name, denied)) {
                    seen.complete(now);
                }
            });
        } catch (UncheckedIOException closed) {
            seen.completeExceptionally(closed);
        }
    }

    private static boolean says(String line, String name, boolean denied) {
        try {
            JsonNode metadata = JSON.readTree(line).at("/object/metadata");
            return metadata.path("name").asText().equals(name)
                    && metadata.path("annotations").path(DENY).asText().equals("true") == denied;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
