package dev.assay.bench.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.bench.ApiAccess;
import dev.assay.testbed.broker.TopicWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How long one result takes when there are few. */
record Latency(ApiAccess api, TopicWriter writer) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * From the send of each record to the watch's word of its Image.
     *
     * @param rate records per second
     * @return milliseconds, one for each statement
     */
    List<Double> run(Statements statements, int rate) throws IOException, InterruptedException {
        List<ProducerRecord<String, byte[]>> records = Records.of(statements);
        Map<String, Long> seen = new ConcurrentHashMap<>();
        CountDownLatch missing = new CountDownLatch(statements.images());
        long[] sent = new long[statements.images()];
        Stream<String> changes = api.watch(api.resourceVersion()).body();
        Thread reader = new Thread(() -> read(changes, seen, missing), "watch");
        reader.setDaemon(true);
        reader.start();
        long start = System.nanoTime();
        for (int i = 0; i < sent.length; i++) {
            // By the clock and not by pauses, so that a late one does not make the others late.
            await(start + i * TimeUnit.SECONDS.toNanos(1) / rate);
            sent[i] = System.nanoTime();
            writer.writeAll(List.of(records.get(i)));
        }
        if (!missing.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(missing.getCount() + " of " + sent.length
                    + " Images were not patched within " + LIMIT.toSeconds() + " s after the last record");
        }
        changes.close();
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < sent.length; i++) {
            milliseconds.add((seen.getOrDefault(statements.digest(i).value(), 0L) - sent[i]) / 1e6);
        }
        return milliseconds;
    }

    private static void await(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void read(Stream<String> changes, Map<String, Long> seen, CountDownLatch missing) {
        try {
            changes.forEach(line -> {
                long now = System.nanoTime();
                if (seen.putIfAbsent(name(line), now) == null) {
                    missing.countDown();
                }
            });
        } catch (UncheckedIOException closed) {
            // The only end there is: who counts what is missing notices one that comes too early.
            assert missing.getCount() >= 0;
        }
    }

    private static String name(String line) {
        try {
            JsonNode change = JSON.readTree(line);
            return change.at("/object/metadata/name").asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
