package dev.assay.annotator;

import dev.assay.cluster.ImageNotes;
import dev.assay.cluster.Images;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.annotation.UnwritableAnnotationException;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFinished;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.TracingMetadata;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Takes results from their channel, and answers each message after what became of it. */
@ApplicationScoped
class ScanResults {
    private static final Logger LOG = Logger.getLogger(ScanResults.class);
    private static final String RESULTS = "assay.annotator.results";
    private static final int REMEMBERED_RESULTS = 10_000;

    private final QualityAnnotationCodec codec = new QualityAnnotationCodec();
    private final MeterRegistry meters;
    private final Clock clock;
    private final ExecutorService workers;
    private final PatientWriter writer;
    private final ImageBatches<Message<ScanFinished>> batches;
    private volatile boolean stopping;

    ScanResults(AnnotatorConfig config, Images images, ImageNotes notes, Clock clock, MeterRegistry meters) {
        this.meters = meters;
        this.clock = clock;
        this.workers = Executors.newFixedThreadPool(
                Math.max(1, config.parallelism()), task -> new Thread(task, "assay-annotator"));
        DecisionRules rules = new DecisionRules(config.refreshAfter(), config.clockTolerance());
        LatestResults latest = new LatestResults(REMEMBERED_RESULTS);
        this.writer = new PatientWriter(new ImageWriter(images, rules, latest, notes, clock), config.retry(), workers);
        this.batches = new ImageBatches<>(config.batchWindow(), config.batchSize(), config.maxPending(), this::write);
        meters.gauge("assay.annotator.pending", batches, ImageBatches::pending);
    }

    /** @return completes when the next may come, which is before this one is acknowledged */
    @Incoming("scan-results-in")
    CompletionStage<Void> take(Message<ScanFinished> message) {
        ScanFinished result = message.getPayload();
        if (!result.belongsOnImage()) {
            return leaveTheEarlierResult(message);
        }
        try {
            codec.encode(result.annotation());
        } catch (UnwritableAnnotationException e) {
            return refuse(message, e);
        }
        return batches.add(result.digest(), message);
    }

    private CompletionStage<Void> leaveTheEarlierResult(Message<ScanFinished> message) {
        ScanFinished failure = message.getPayload();
        LOG.debugf("Earlier result stands digest=%s key=%s", failure.digest(), failure.key());
        meters.counter(RESULTS, "outcome", Outcome.UNCHANGED.tag()).increment();
        return message.ack();
    }

    /** By itself, and not in a batch, where it would take other results of its image with it. */
    private CompletionStage<Void> refuse(Message<ScanFinished> message, UnwritableAnnotationException cause) {
        ScanFinished result = message.getPayload();
        LOG.errorf(
                "Result can't be written digest=%s key=%s cause=%s", result.digest(), result.key(), cause.getMessage());
        meters.counter(RESULTS, "outcome", Outcome.FAILED.tag()).increment();
        return message.nack(cause);
    }

    @PreDestroy
    void stop() {
        stopping = true;
        workers.shutdownNow();
    }

    private Uni<Void> write(ImageDigest digest, List<Message<ScanFinished>> messages) {
        List<ToldResult> results = messages.stream().map(this::told).toList();
        return write(digest, results, messages.get(0))
                .invoke(outcome ->
                        meters.counter(RESULTS, "outcome", outcome.tag()).increment(results.size()))
                .call(outcome -> answer(digest, messages, outcome))
                .replaceWithVoid();
    }

    /** Where nothing is said of it, it has only just been told. */
    private ToldResult told(Message<ScanFinished> message) {
        return new ToldResult(
                message.getPayload(),
                message.getMetadata(ToldResult.Telling.class)
                        .orElseGet(() -> new ToldResult.Telling(clock.instant(), true)));
    }

    /** In the trace of one of them: a patch has one cause only where there is one. */
    private Uni<Outcome> write(ImageDigest digest, List<ToldResult> results, Message<ScanFinished> cause) {
        Context context = TracingMetadata.fromMessage(cause)
                .map(TracingMetadata::getCurrentContext)
                .orElseGet(Context::root);
        return context.wrapSupplier(() -> writer.write(digest, results)).get();
    }

    private Uni<Void> answer(ImageDigest digest, List<Message<ScanFinished>> messages, Outcome outcome) {
        if (stopping) {
            // Cut off, which says nothing about the results: unanswered messages come again after the start.
            return Uni.createFrom().voidItem();
        }
        List<Uni<Void>> answers = messages.stream()
                .map(message -> Uni.createFrom().completionStage(() -> answer(message, outcome)))
                .toList();
        return Uni.join()
                .all(answers)
                .andCollectFailures()
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(
                            failure, "Results could not be acknowledged digest=%s outcome=%s", digest, outcome.tag());
                    return null;
                });
    }

    private static CompletionStage<Void> answer(Message<ScanFinished> message, Outcome outcome) {
        return outcome.isDone() ? message.ack() : message.nack(new UnwrittenResultException(outcome));
    }
}
