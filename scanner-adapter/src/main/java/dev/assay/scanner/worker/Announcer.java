package dev.assay.scanner.worker;

import dev.assay.contract.scan.AdapterName;
import dev.assay.contract.scan.ScannerAnnouncement;
import dev.assay.contract.scan.ScannerState;
import dev.assay.scanner.adapter.Scanner;
import dev.assay.scanner.adapter.Scanners;
import dev.assay.scanner.channel.RolesConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Tells the planner which scanners are here, and when one has got other content. */
@ApplicationScoped
class Announcer {
    private static final Logger LOG = Logger.getLogger(Announcer.class);
    private static final int BUFFER = 128;

    private final Scanners scanners;
    private final Emitter<ScannerAnnouncement> emitter;
    private final Clock clock;
    private final boolean isHere;
    private final Map<AdapterName, ScannerState> told = new HashMap<>();

    Announcer(
            Scanners scanners,
            @Channel("scanners-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    Emitter<ScannerAnnouncement> emitter,
            Clock clock,
            RolesConfig roles) {
        this.scanners = scanners;
        this.emitter = emitter;
        this.clock = clock;
        this.isHere = roles.worker();
    }

    @Scheduled(
            every = "${assay.worker.announce-every:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    synchronized void announce() {
        if (!isHere) {
            return;
        }
        for (Scanner scanner : scanners.all()) {
            ScannerState state = scanner.state();
            if (!state.equals(told.get(state.adapter()))) {
                announce(state);
            }
        }
    }

    /** What could not be told is told the next time. */
    private void announce(ScannerState state) {
        told.put(state.adapter(), state);
        try {
            emitter.send(new ScannerAnnouncement(state, clock.instant())).whenComplete((done, failure) -> {
                if (failure != null) {
                    notTold(state, failure);
                }
            });
        } catch (IllegalStateException e) {
            notTold(state, e);
        }
    }

    private synchronized void notTold(ScannerState state, Throwable failure) {
        LOG.warnf(
                "scanner could not be announced, it is tried again adapter=%s reason=%s",
                state.adapter(), failure.getMessage());
        told.remove(state.adapter(), state);
    }
}
