package dev.assay.scanner.worker;

import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;

/** {@code assay.scans} by adapter and outcome: how many results, and how long the scans that they came of took. */
final class ScanMeters {
    private final MeterRegistry meters;

    ScanMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void record(ScanFinished finished, Duration took) {
        String outcome = finished instanceof ScanFailed failed ? failed.reason().name() : "COMPLETED";
        meters.timer(
                        "assay.scans",
                        "adapter",
                        finished.scanner().adapter().value(),
                        "outcome",
                        outcome.toLowerCase(Locale.ROOT).replace('_', '-'))
                .record(took);
    }
}
