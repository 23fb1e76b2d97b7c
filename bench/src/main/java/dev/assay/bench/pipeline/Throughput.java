package dev.assay.bench.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.bench.ApiAccess;
import dev.assay.testbed.broker.TopicWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How long the annotators take for many results at once, and whether they got it right. */
record Throughput(ApiAccess api, TopicWriter writer) {
    // Each look is a request to the server that is measured.
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** From before the first record is sent until the last Image is patched. @return seconds */
    double run(Statements statements) throws IOException {
        List<ProducerRecord<String, byte[]>> records = Records.of(statements);
        long wanted = api.resourceVersion() + statements.images();
        long start = System.nanoTime();
        writer.writeAll(records);
        while (api.resourceVersion() < wanted) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IllegalStateException((wanted - api.resourceVersion()) + " of " + statements.images()
                        + " Images were not patched within " + LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        check(statements);
        if (api.resourceVersion() != wanted) {
            throw new IllegalStateException("the Images were changed more often than once for each result");
        }
        return seconds;
    }

    /** @throws IllegalStateException when an Image says something else */
    void check(Statements statements) throws IOException {
        Map<String, String> there = new HashMap<>();
        for (JsonNode image : api.images().path("items")) {
            JsonNode metadata = image.path("metadata");
            there.put(
                    metadata.path("name").asText(),
                    metadata.path("annotations")
                            .path(Statements.annotationKey())
                            .asText());
        }
        for (int i = 0; i < statements.images(); i++) {
            String name = statements.digest(i).value();
            if (!statements.value(i).equals(there.get(name))) {
                throw new IllegalStateException(
                        "the Image " + name + " says " + there.get(name) + ", and should say " + statements.value(i));
            }
        }
    }
}
