package dev.assay.cluster;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trace in which an Image was last annotated, kept on the Image: the only thing that the annotator and the gate share.
 * In the form of W3C Trace Context's header {@code traceparent}. Only where traces are recorded at all.
 */
public final class ImageTrace {
    public static final String KEY = "assay.dev/traceparent";
    private static final String TRACEPARENT = "traceparent";

    private ImageTrace() {}

    /** What to write; empty when nobody records the current trace. */
    public static Optional<String> current() {
        SpanContext span = Span.current().getSpanContext();
        if (!span.isSampled()) {
            return Optional.empty();
        }
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), carrier, (to, name, value) -> {
            if (to != null) {
                to.put(name, value);
            }
        });
        return Optional.ofNullable(carrier.get(TRACEPARENT));
    }

    /** The context to go on in. What can't be read is no trace: anybody who may patch Images can write there. */
    public static Context of(Map<String, String> annotations) {
        return W3CTraceContextPropagator.getInstance().extract(Context.current(), annotations, Annotations.INSTANCE);
    }

    private enum Annotations implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> annotations) {
            return annotations.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> annotations, String name) {
            return annotations != null && name.equals(TRACEPARENT) ? annotations.get(KEY) : null;
        }
    }
}
