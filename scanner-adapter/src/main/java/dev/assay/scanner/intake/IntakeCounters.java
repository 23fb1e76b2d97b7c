package dev.assay.scanner.intake;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts what becomes of events: {@code assay.intake.events} by outcome. */
final class IntakeCounters {
    private static final String EVENTS = "assay.intake.events";

    private final MeterRegistry meters;

    IntakeCounters(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(Receipt receipt) {
        count("accepted", receipt.accepted());
        count("repeated", receipt.repeated());
        count("not-allowed", receipt.notAllowed());
        count("ignored", receipt.ignored());
        count("refused", receipt.refused());
    }

    void countUnreadable() {
        count("unreadable", 1);
    }

    private void count(String outcome, int number) {
        meters.counter(EVENTS, "outcome", outcome).increment(number);
    }
}
