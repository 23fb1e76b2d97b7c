package dev.assay.bench.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The floor: nothing but the patches, as fast as so many threads send them.
 *
 * @param reads whether it asks for each Image first and patches the version it got, as the annotator has to
 */
record PatchLoop(ApiAccess api, int parallelism, boolean reads) {
    /** Bodies first, so that what is timed is requests alone. @return seconds */
    double run(Statements statements) {
        List<ObjectNode> bodies = IntStream.range(0, statements.images())
                .mapToObj(it -> body(statements.value(it)))
                .toList();
        List<String> texts = bodies.stream().map(ObjectNode::toString).toList();
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(parallelism);
        try {
            long start = System.nanoTime();
            List<CompletableFuture<Void>> running = IntStream.range(0, parallelism)
                    .mapToObj(thread -> CompletableFuture.runAsync(
                            () -> {
                                for (int i = next.getAndIncrement(); i < texts.size(); i = next.getAndIncrement()) {
                                    write(Statements.digest(i).value(), bodies.get(i), texts.get(i));
                                }
                            },
                            threads))
                    .toList();
            running.forEach(CompletableFuture::join);
            return (System.nanoTime() - start) / 1e9;
        } catch (CompletionException e) {
            throw new IllegalStateException("the bare loop failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void write(String image, ObjectNode body, String text) {
        try {
            api.patch(image, reads ? conditional(body, api.image(image)) : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String conditional(ObjectNode body, JsonNode image) {
        JsonNode read = image.path("metadata");
        body.withObject("/metadata")
                .put("uid", read.path("uid").asText())
                .put("resourceVersion", read.path("resourceVersion").asText());
        return body.toString();
    }

    private static ObjectNode body(String value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("metadata").putObject("annotations").put(Statements.annotationKey(), value);
        return body;
    }
}
