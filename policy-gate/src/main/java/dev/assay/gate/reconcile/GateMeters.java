package dev.assay.gate.reconcile;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/**
 * The gate's numbers as metrics: {@code assay.gate.judgements}, {@code assay.gate.waiting_images}, {@code assay.gate.patches}
 * by outcome, {@code assay.gate.lost_verdicts} and {@code assay.gate.tripped_policies}.
 */
@Singleton
class GateMeters implements MeterBinder {
    private final GateCounters counters;
    private final DenialCap cap;
    private final DigestQueue queue;

    GateMeters(GateCounters counters, DenialCap cap, DigestQueue queue) {
        this.counters = counters;
        this.cap = cap;
        this.queue = queue;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        FunctionCounter.builder("assay.gate.judgements", counters, GateCounters::judgements)
                .description("looks at an image, whether or not they changed anything")
                .register(meters);
        Gauge.builder("assay.gate.waiting_images", queue, DigestQueue::size)
                .description("images that are to be judged, or are being judged")
                .register(meters);
        patches("written", GateCounters::patches, meters);
        patches("conflict", GateCounters::conflicts, meters);
        patches("unavailable", GateCounters::unavailabilities, meters);
        patches("refused", GateCounters::refusals, meters);
        Gauge.builder("assay.gate.tripped_policies", cap, it -> it.tripped().size())
                .description("policies that deny nothing new, since they denied too much within an hour")
                .register(meters);
        FunctionCounter.builder("assay.gate.lost_verdicts", counters, GateCounters::lostVerdicts)
                .description("verdicts that are on their Images and were not told to the channel")
                .register(meters);
    }

    private void patches(String outcome, ToDoubleFunction<GateCounters> count, MeterRegistry meters) {
        FunctionCounter.builder("assay.gate.patches", counters, count)
                .tag("outcome", outcome)
                .description("attempts to write a verdict")
                .register(meters);
    }
}
