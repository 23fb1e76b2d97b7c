package dev.assay.scanner.planner;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScannerAnnouncement;
import dev.assay.scanner.channel.RolesConfig;
import dev.assay.scanner.channel.Traced;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** What makes the planner look: the cluster, events, results, scanners that come or change, and time. */
@ApplicationScoped
class PlannerTriggers {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Planner planner;
    private final ImageInventory inventory;
    private final EventIntake events;
    private final AnnouncedScanners scanners;
    private final Duty duty;
    private final boolean isHere;

    /** Whether all that was there at the start has been compared: what comes now has just appeared. */
    private volatile boolean caughtUp;

    PlannerTriggers(
            Planner planner,
            ImageInventory inventory,
            EventIntake events,
            AnnouncedScanners scanners,
            Duty duty,
            RolesConfig roles) {
        this.planner = planner;
        this.inventory = inventory;
        this.events = events;
        this.scanners = scanners;
        this.duty = duty;
        this.isHere = roles.planner();
    }

    void start(@Observes StartupEvent event) {
        if (!isHere) {
            return;
        }
        duty.start();
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

    /** While the client still works: another planner need not wait for the Lease to run out. */
    void stop(@Observes ShutdownEvent event) {
        if (isHere) {
            duty.close();
        }
    }

    @Incoming("image-events-in")
    CompletionStage<Void> happened(Message<ImageEvent> message) {
        return whenImagesAreKnown()
                .invoke(() -> Traced.contextOf(message)
                        .wrap(() -> events.take(message.getPayload()))
                        .run())
                .chain(() -> Uni.createFrom().completionStage(message::ack))
                .subscribeAsCompletionStage();
    }

    /** Until then an event stays where it can't be lost: nobody could say which image it is about. */
    private Uni<Void> whenImagesAreKnown() {
        return planner.knowsTheImages()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN).chain(this::whenImagesAreKnown);
    }

    @Incoming("scan-results-in")
    void finished(ScanFinished finished) {
        planner.answered(finished);
    }

    @Incoming("scanners-in")
    void announced(ScannerAnnouncement announcement) {
        scanners.take(announcement);
    }

    @Scheduled(every = "${assay.planner.sweep:60s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        if (!isHere) {
            return;
        }
        boolean complete = inventory.isComplete();
        planner.sweep();
        caughtUp = complete;
    }
}
