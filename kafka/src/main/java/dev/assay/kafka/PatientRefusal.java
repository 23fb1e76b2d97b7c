package dev.assay.kafka;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Refuses a record until it has got to where refused ones go. The connector tries for as long as its producer's
 * {@code delivery.timeout.ms} allows, twice over, and then leaves the record unanswered; from that the offsets of its
 * partition would not recover before a restart. Here it is tried again, with growing pauses, as long as the process lives:
 * there are no more such records at a time than the consumer has fetched.
 *
 * @param firstPause doubles with each failure
 */
record PatientRefusal(Duration firstPause, Duration longestPause) {
    private static final Logger LOG = Logger.getLogger(PatientRefusal.class);
    private static final double JITTER = 0.2;

    /** @return ends when the broker has it; never fails, and nothing can stop it */
    CompletionStage<Void> refuse(Message<?> record, String topic, Throwable reason, Metadata metadata) {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        Uni.createFrom()
                .completionStage(() -> attempt(record, reason, metadata))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("record could not be answered, it is tried again topic=%s reason=%s", topic, failure))
                .onFailure()
                .retry()
                .withBackOff(firstPause, longestPause)
                .withJitter(JITTER)
                .indefinitely()
                .subscribe()
                .with(answered::complete, answered::completeExceptionally);
        return answered;
    }

    /** Whatever the connector throws must not end the stream. */
    private static CompletionStage<Void> attempt(Message<?> record, Throwable reason, Metadata metadata) {
        try {
            return record.nack(reason, metadata);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
