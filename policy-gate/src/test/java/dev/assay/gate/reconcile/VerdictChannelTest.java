package dev.assay.gate.reconcile;

import static dev.assay.gate.SampleImages.DIGEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.verdict.Decision;
import dev.assay.contract.verdict.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerdictChannelTest {
    private static final Verdict VERDICT =
            new Verdict(DIGEST, Decision.ALLOW, List.of(), List.of(), Instant.parse("2030-01-01T12:00:00Z"));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GateCounters counters = new GateCounters();
    private final BoundedEmitter emitter = new BoundedEmitter(2);
    private final VerdictChannel channel = new VerdictChannel(emitter, counters);

    @BeforeEach
    void measure() {
        new GateMeters(counters, new DenialCap(0), new DigestQueue()).bindTo(meters);
    }

    @Test
    void shouldCountAVerdictThatTheBrokerDidNotTake() {
        // Given
        channel.tell(VERDICT);
        channel.tell(VERDICT);

        // When
        emitter.sent.get(0).ack();
        emitter.sent.get(1).nack(new IllegalStateException("no broker"));

        // Then
        assertThat(lost()).isEqualTo(1);
    }

    @Test
    void shouldCountAVerdictThatThereWasNoRoomFor() {
        // When
        for (int verdict = 0; verdict < 5; verdict++) {
            channel.tell(VERDICT);
        }

        // Then
        assertThat(lost()).isEqualTo(3);
    }

    private double lost() {
        return meters.get("assay.gate.lost_verdicts").functionCounter().count();
    }

    /** Refuses what does not fit, as a channel with a bounded buffer does. */
    private static final class BoundedEmitter implements Emitter<Verdict> {
        private final List<Message<? extends Verdict>> sent = new ArrayList<>();
        private final int room;

        BoundedEmitter(int room) {
            this.room = room;
        }

        @Override
        public CompletionStage<Void> send(Verdict verdict) {
            throw new UnsupportedOperationException("verdicts are sent as messages");
        }

        @Override
        public <M extends Message<? extends Verdict>> void send(M message) {
            if (sent.size() >= room) {
                throw new IllegalStateException("the buffer is full");
            }
            sent.add(message);
        }

        @Override
        public void complete() {}

        @Override
        public void error(Exception failure) {
            throw new UnsupportedOperationException("a channel of verdicts does not end", failure);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return true;
        }
    }
}
