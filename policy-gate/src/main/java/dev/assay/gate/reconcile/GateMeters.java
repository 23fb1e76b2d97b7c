package dev.assay.gate.reconcile;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** The gate's counters as metrics: {@code assay.gate.patches} by outcome, {@code assay.gate.lost_verdicts} and
 * {@code assay.gate.tripped_policies}. */
@Singleton
class GateMeters implements MeterBinder {
    private final GateCounters counters;
    private final DenialCap cap;

    GateMeters(GateCounters counters, DenialCap cap) {
        this.counters = counters;
        this.cap = cap;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
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
