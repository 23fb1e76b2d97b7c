package dev.assay.scanner.channel;

import io.opentelemetry.context.Context;
import io.smallrye.reactive.messaging.TracingMetadata;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Carries the trace that something belongs to from message to message: threads and queues lie between them here. */
public final class Traced {
    private Traced() {}

    /**
     * @return ends when the message is acknowledged, and fails when it is refused
     * @throws IllegalStateException when the channel is full
     */
    public static <T> CompletionStage<Void> send(Emitter<T> emitter, T payload, Context context) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        emitter.send(Message.of(
                payload,
                Metadata.of(TracingMetadata.withCurrent(context)),
                () -> {
                    answer.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    answer.completeExceptionally(failure);
                    return CompletableFuture.completedFuture(null);
                }));
        return answer;
    }

    /** The context that a message came in; the current one when it says nothing of it. */
    public static Context contextOf(Message<?> message) {
        return TracingMetadata.fromMessage(message)
                .map(TracingMetadata::getCurrentContext)
                .orElseGet(Context::current);
    }
}
