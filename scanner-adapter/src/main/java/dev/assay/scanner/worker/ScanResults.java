package dev.assay.scanner.worker;

import dev.assay.contract.scan.ScanFinished;
import dev.assay.scanner.channel.Traced;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Tells everybody how a scan ended. Only what the archive holds is told, so that nothing told can be lost for good. */
@ApplicationScoped
public class ScanResults {
    private static final Logger LOG = Logger.getLogger(ScanResults.class);
    private static final int BUFFER = 1_024;

    private final Emitter<ScanFinished> emitter;

    ScanResults(
            @Channel("scan-results-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    Emitter<ScanFinished> emitter) {
        this.emitter = emitter;
    }

    /** @return false when those who listen are behind: nobody hears it now, and the planner tells it again later */
    public boolean tell(ScanFinished finished) {
        return !told(finished).toCompletableFuture().isCompletedExceptionally();
    }

    /** @return ends when it can't be lost any more on its way, and fails when it was not taken */
    CompletionStage<Void> told(ScanFinished finished) {
        try {
            return Traced.send(emitter, finished, Context.current());
        } catch (IllegalStateException e) {
            LOG.warnf(
                    "scan result is told later, its consumers are behind digest=%s key=%s reason=%s",
                    finished.digest(), finished.key(), e.getMessage());
            return CompletableFuture.failedFuture(e);
        }
    }
}
