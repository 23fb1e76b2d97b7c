package dev.assay.scanner.intake;

import dev.assay.contract.event.ImageEvent;
import dev.assay.scanner.channel.Traced;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

    /** @return fails when it is not taken: the planner is behind, or what carries events is away */
    CompletionStage<Void> pass(ImageEvent event) {
        try {
            return Traced.send(emitter, event, Context.current());
        } catch (IllegalStateException e) {
            LOG.warnf("event is not taken, the planner is behind reference=%s", event.reference());
            return CompletableFuture.failedFuture(e);
        }
    }
}
