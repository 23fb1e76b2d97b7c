package dev.assay.bench.gate;

import dev.assay.bench.ApiAccess;
import dev.assay.bench.ProcessStatistics;
import dev.assay.testbed.broker.KafkaBroker;
import dev.assay.testbed.process.Command;
import dev.assay.testbed.process.LoopbackPort;
import dev.assay.testbed.service.ApiServerProcess;
import dev.assay.testbed.service.AssayOptions;
import dev.assay.testbed.service.AssayProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The API stand-in, a broker, and the packaged gate, each a process of its own. */
final class GateRun implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** As long as nothing waits, and long enough that the watch has told of the last patch. */
    private static final int QUIET_LOOKS = 5;

    private final AssayOptions options;
    private final ApiServerProcess apiServer;
    private final KafkaBroker broker;
    private final ApiAccess api;
    private final HttpClient http = HttpClient.newHttpClient();
    private AssayProcess gate;

    /** @param settings of the gate */
    GateRun(Path root, Path directory, Map<String, String> settings) throws IOException {
        apiServer = ApiServerProcess.start(
                directory.resolve("api-server"), List.of(root.resolve("k8s/base/imagequalitypolicies.assay.dev.yaml")));
        broker = KafkaBroker.start(directory.resolve("broker"));
        api = ApiAccess.of(apiServer.kubeconfig());
        options = new AssayOptions(
                        root.resolve("policy-gate/target/quarkus-app/quarkus-run.jar"),
                        LoopbackPort.free(),
                        directory.resolve("gate"),
                        apiServer.kubeconfig(),
                        settings)
                .with("kafka.bootstrap.servers", broker.bootstrapServers())
                .with("assay.gate.policy-resources", "true")
                // Each round ends before that, so that nothing else is judged meanwhile.
                .with("assay.gate.recheck-interval", "24h");
        gate = AssayProcess.start(options);
    }

    ApiAccess api() {
        return api;
    }

    URI address() {
        return gate.address();
    }

    void restart() {
        gate.close();
        gate = AssayProcess.start(options);
    }

    /** Returns once as many images were judged since it was started, and nothing waits any more. */
    void awaitJudged(long judgements) {
        long end = System.nanoTime() + LIMIT.toNanos();
        for (int quiet = 0; quiet < QUIET_LOOKS; ) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not all was judged within " + LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            quiet = judgements() >= judgements && metric("assay_gate_waiting_images") == 0 ? quiet + 1 : 0;
        }
    }

    long judgements() {
        return metric("assay_gate_judgements_total");
    }

    /** Patches that the API server took since it was started. */
    long patches() {
        return metric("assay_gate_patches_total{outcome=\"written\"}");
    }

    ProcessStatistics statistics() {
        return new ProcessStatistics(gate.pid());
    }

    /** Bytes of all objects that are in use. Collects what isn't. */
    long liveBytes() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String total = Command.of(jcmd, Long.toString(gate.pid()), "GC.class_histogram")
                .text()
                .lines()
                .filter(it -> it.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.split("\\s+", -1)[2]);
    }

    private long metric(String name) {
        HttpRequest request =
                HttpRequest.newBuilder(gate.address().resolve("/q/metrics")).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(it -> it.startsWith(name + " "))
                    .map(it -> (long) Double.parseDouble(it.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the gate has no metric " + name));
        } catch (IOException e) {
            throw new UncheckedIOException("the gate does not answer: " + gate.logEnd(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gate was asked", e);
        }
    }

    @Override
    public void close() {
        try (apiServer;
                broker) {
            gate.close();
        }
    }
}
