package dev.assay.scanner.intake;

import dev.assay.contract.event.ImageEvent;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Passes hints on to the planner. */
@ApplicationScoped
class ImageEvents {
    private static final Logger LOG = Logger.getLogger(ImageEvents.class);
    private static final int BUFFER = 4_096;

    private final Emitter<ImageEvent> emitter;

    ImageEvents(
            @Channel("image-events-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    Emitter<ImageEvent> emitter) {
        this.emitter = emitter;
    }

    /** @return whether it was taken; if not, the planner is behind, and the sender should come again */
    boolean pass(ImageEvent event) {
        try {
            emitter.send(event);
            return true;
        } catch (IllegalStateException e) {
            LOG.warnf("event is not taken, the planner is behind reference=%s", event.reference());
            return false;
        }
    }
}
