package dev.assay.scanner.planner;

import dev.assay.contract.scan.ScanRequest;
import dev.assay.scanner.channel.Traced;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Asks workers. The planner's window keeps this channel short. */
@ApplicationScoped
class ScanRequests {
    private static final Logger LOG = Logger.getLogger(ScanRequests.class);
    private static final int BUFFER = 1_024;

    private final Emitter<ScanRequest> emitter;
    private final Traces traces;

    ScanRequests(
            @Channel("scan-requests-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    Emitter<ScanRequest> emitter,
            Traces traces) {
        this.emitter = emitter;
        this.traces = traces;
    }

    /**
     * @param lost called when it was taken, and did not get to where workers find it
     * @return whether it was taken; if not, workers are behind, and it is asked again later
     */
    boolean ask(ScanRequest request, Consumer<ScanRequest> lost) {
        try {
            Traced.send(emitter, request, traces.of(request.digest())).whenComplete((done, failure) -> {
                if (failure != null) {
                    LOG.warnf(
                            "scan request was lost, it is asked again later digest=%s adapter=%s reason=%s",
                            request.digest(), request.adapter(), failure);
                    lost.accept(request);
                }
            });
            return true;
        } catch (IllegalStateException e) {
            LOG.warnf(
                    "scan is asked for later, workers are behind digest=%s adapter=%s reason=%s",
                    request.digest(), request.adapter(), e.getMessage());
            return false;
        }
    }
}
