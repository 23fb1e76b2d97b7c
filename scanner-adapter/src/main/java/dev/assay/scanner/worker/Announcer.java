package dev.assay.scanner.worker;

import dev.assay.contract.scan.AdapterName;
import dev.assay.contract.scan.ScannerAnnouncement;
import dev.assay.contract.scan.ScannerIdentity;
import dev.assay.scanner.adapter.Scanner;
import dev.assay.scanner.adapter.Scanners;
import dev.assay.scanner.channel.RolesConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
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
    private final Map<AdapterName, ScannerIdentity> told = new HashMap<>();

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
            ScannerIdentity identity = scanner.identity();
            if (!identity.equals(told.get(identity.adapter()))) {
                announce(scanner, identity);
            }
        }
    }

    /** What could not be told is told the next time. */
    private void announce(Scanner scanner, ScannerIdentity identity) {
        told.put(identity.adapter(), identity);
        try {
            emitter.send(new ScannerAnnouncement(identity, List.copyOf(scanner.keys()), clock.instant()))
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            notTold(identity, failure);
                        }
                    });
        } catch (IllegalStateException e) {
            notTold(identity, e);
        }
    }

    private synchronized void notTold(ScannerIdentity identity, Throwable failure) {
        LOG.warnf(
                "scanner could not be announced, it is tried again adapter=%s reason=%s",
                identity.adapter(), failure.getMessage());
        told.remove(identity.adapter(), identity);
    }
}
