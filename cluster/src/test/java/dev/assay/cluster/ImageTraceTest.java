package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTraceTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void shouldGoOnWithTheTraceThatWasWritten() {
        String written = written(TraceFlags.getSampled()).orElseThrow();

        assertThat(written).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
        assertThat(Span.fromContext(ImageTrace.of(Map.of(ImageTrace.KEY, written)))
                        .getSpanContext()
                        .getTraceId())
                .isEqualTo(TRACE);
    }

    @Test
    void shouldWriteNothingOfATraceThatNobodyRecords() {
        assertThat(ImageTrace.current()).isEmpty();
        assertThat(written(TraceFlags.getDefault())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish", "00-0-0-01", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
    void shouldTakeWhatCannotBeReadForNoTrace(String value) {
        assertThat(Span.fromContext(ImageTrace.of(Map.of(ImageTrace.KEY, value)))
                        .getSpanContext()
                        .isValid())
                .isFalse();
    }

    private static Optional<String> written(TraceFlags flags) {
        Span span = Span.wrap(SpanContext.create(TRACE, SPAN, flags, TraceState.getDefault()));
        return Context.root().with(span).wrapSupplier(ImageTrace::current).get();
    }
}
