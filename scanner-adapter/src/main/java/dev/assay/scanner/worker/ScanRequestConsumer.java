package dev.assay.scanner.worker;

import dev.assay.contract.scan.ScanRequest;
import dev.assay.scanner.adapter.Scanners;
import dev.assay.scanner.archive.Archive;
import dev.assay.scanner.archive.ImageFacts;
import dev.assay.scanner.archive.ReportAddress;
import dev.assay.scanner.channel.Traced;
import dev.assay.scanner.pull.ImageSource;
import dev.assay.scanner.pull.PullConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes scan requests as fast as they can be worked on. A request is acknowledged when its results are archived and told;
 * one that the end of this process cuts short is not, and comes again.
 */
@ApplicationScoped
class ScanRequestConsumer {
    private static final Logger LOG = Logger.getLogger(ScanRequestConsumer.class);

    private final Workbench workbench;
    private final Tracer tracer;
    private final DeadlineGuard guard;

    /** Threads of our own: a scan takes longer than the framework lets its own be held up. */
    private final ExecutorService threads;

    @Inject
    ScanRequestConsumer(
            WorkerConfig config,
            PullConfig registries,
            Scanners scanners,
            ImageSource images,
            Archive archive,
            ImageFacts facts,
            ReportAddress address,
            ScanResults results,
            Tracer tracer,
            MeterRegistry meters,
            Clock clock) {
        this.tracer = tracer;
        int concurrency = Math.max(1, config.concurrency());
        this.guard = new DeadlineGuard(2 * concurrency);
        this.threads = Executors.newFixedThreadPool(concurrency);
        Examination examination = new Examination(
                new KeptImages(images, facts), guard, registries.platform(), config.scanTimeout(), clock);
        this.workbench =
                new Workbench(scanners, examination, archive, address, results::told, new ScanMeters(meters), clock);
    }

    /** @return ends when work on the message begins, so that no more are taken than there are threads, and one */
    @Incoming("scan-requests-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    CompletionStage<Void> take(Message<ScanRequest> message) {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        threads.execute(() -> {
            begun.complete(null);
            work(message);
        });
        return begun;
    }

    private void work(Message<ScanRequest> message) {
        Context context = Traced.contextOf(message);
        Span span = tracer.spanBuilder("scan")
                .setParent(context)
                .setAttribute("assay.adapter", message.getPayload().adapter().value())
                .setAttribute("assay.image", message.getPayload().digest().value())
                .startSpan();
        try {
            context.with(span).wrap(() -> serve(message)).run();
        } finally {
            span.end();
        }
    }

    private void serve(Message<ScanRequest> message) {
        try {
            workbench.serve(message.getPayload()).whenComplete((done, failure) -> answer(message, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.infof(
                    "scan is left undone, this process ends digest=%s",
                    message.getPayload().digest());
        } catch (RuntimeException e) {
            answer(message, e);
        }
    }

    private static void answer(Message<ScanRequest> message, @Nullable Throwable failure) {
        if (failure == null) {
            message.ack();
            return;
        }
        LOG.errorf(
                failure,
                "scan request could not be served digest=%s",
                message.getPayload().digest());
        message.nack(failure);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
        guard.close();
    }
}
