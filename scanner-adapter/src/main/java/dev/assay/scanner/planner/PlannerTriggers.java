package dev.assay.scanner.planner;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFinished;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What makes the planner look: the cluster, events, results, and time. */
@ApplicationScoped
class PlannerTriggers {
    private final Planner planner;
    private final ImageInventory inventory;
    private final EventIntake events;

    /** Whether all that was there at the start has been compared: what comes now has just appeared. */
    private volatile boolean caughtUp;

    PlannerTriggers(Planner planner, ImageInventory inventory, EventIntake events) {
        this.planner = planner;
        this.inventory = inventory;
        this.events = events;
    }

    void start(@Observes StartupEvent event) {
        inventory.subscribe(new ImageInventory.Listener() {
            @Override
            public void changed(ImageObject image) {
                planner.look(image.digest(), caughtUp ? Wish.APPEARED : Wish.BACKLOG);
            }

            @Override
            public void removed(ImageDigest digest) {
                // What is remembered of it goes with the next sweep, what waits for it is dropped when its turn comes.
            }
        });
    }

    @Incoming("image-events")
    void happened(ImageEvent event) {
        events.take(event);
    }

    @Incoming("scan-results")
    void finished(ScanFinished finished) {
        planner.answered(finished);
    }

    @Scheduled(every = "${assay.planner.sweep:60s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        boolean complete = inventory.isComplete();
        planner.sweep();
        caughtUp = complete;
    }
}
