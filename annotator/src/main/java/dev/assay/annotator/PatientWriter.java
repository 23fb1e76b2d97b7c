package dev.assay.annotator;

import dev.assay.contract.image.ImageDigest;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Attempts a write until it ends, with growing pauses, not before the server wants it, and not forever. */
final class PatientWriter {
    private static final Logger LOG = Logger.getLogger(PatientWriter.class);
    private static final double JITTER = 0.5;
    private static final String ADVICE =
            "none is needed once the API server is back: the planner has missing annotations written again";

    private final ImageWriter writer;
    private final AnnotatorConfig.Retry retry;
    private final Executor workers;

    PatientWriter(ImageWriter writer, AnnotatorConfig.Retry retry, Executor workers) {
        this.writer = writer;
        this.retry = retry;
        this.workers = workers;
    }

    /** Never fails: what went wrong is an {@link Outcome}, and in the log. Runs on the workers, pauses on no thread. */
    Uni<Outcome> write(ImageDigest digest, List<ToldResult> results) {
        List<ToldResult> again = results.stream().map(ToldResult::again).toList();
        AtomicBoolean isFirst = new AtomicBoolean(true);
        Supplier<Outcome> attempt = Context.current()
                .wrapSupplier(() -> writer.attempt(digest, isFirst.getAndSet(false) ? results : again));
        return Uni.createFrom()
                .item(attempt)
                .runSubscriptionOn(workers)
                .onFailure(TryAgainException.class)
                .call(failure -> pause(digest, failure))
                .onFailure(TryAgainException.class)
                .retry()
                .withBackOff(retry.initialDelay(), retry.maxDelay())
                .withJitter(JITTER)
                .expireIn(retry.giveUpAfter().toMillis())
                .onFailure()
                .recoverWithItem(failure -> failed(digest, results, failure));
    }

    private static Uni<Void> pause(ImageDigest digest, TryAgainException failure) {
        LOG.debugf("Annotations not written yet digest=%s cause=%s", digest, failure.getMessage());
        Duration pause = failure.notBefore();
        Uni<Void> now = Uni.createFrom().voidItem();
        return pause.isZero() ? now : now.onItem().delayIt().by(pause);
    }

    private static Outcome failed(ImageDigest digest, List<ToldResult> results, Throwable failure) {
        // Mutiny says that its time is over by an exception of its own, around the last failure.
        Throwable last = failure.getCause() == null ? failure : failure.getCause();
        if (last instanceof TryAgainException) {
            LOG.warnf(
                    "Annotations given up digest=%s results=%d cause=%s advice=%s",
                    digest, results.size(), last.getMessage(), ADVICE);
            return Outcome.GAVE_UP;
        }
        LOG.errorf(failure, "Annotations failed digest=%s results=%d", digest, results.size());
        return Outcome.FAILED;
    }
}
