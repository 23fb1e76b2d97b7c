package dev.assay.gate.reconcile;

import dev.assay.contract.verdict.Verdict;
import io.opentelemetry.context.Context;
import io.smallrye.reactive.messaging.TracingMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Tells verdicts to the channel {@code verdicts-out}. What is on the Image counts; whoever listens here and falls more than
 * the buffer behind misses some.
 */
@ApplicationScoped
class VerdictChannel implements VerdictNews {
    private static final Logger LOG = Logger.getLogger(VerdictChannel.class);
    private static final int BUFFER = 4096;

    private final Emitter<Verdict> emitter;
    private final GateCounters counters;

    VerdictChannel(
            @Channel("verdicts-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    Emitter<Verdict> emitter,
            GateCounters counters) {
        this.emitter = emitter;
        this.counters = counters;
    }

    @Override
    public void tell(Verdict verdict) {
        try {
            emitter.send(Message.of(
                    verdict,
                    Metadata.of(TracingMetadata.withCurrent(Context.current())),
                    () -> CompletableFuture.completedFuture(null),
                    failure -> {
                        lost(verdict, failure);
                        return CompletableFuture.completedFuture(null);
                    }));
        } catch (IllegalStateException full) {
            lost(verdict, full);
        }
    }

    private void lost(Verdict verdict, Throwable why) {
        counters.lostVerdict();
        LOG.warnf(
                "verdict not told digest=%s decision=%s reason=%s",
                verdict.digest(), verdict.decision(), why.getMessage());
    }
}
