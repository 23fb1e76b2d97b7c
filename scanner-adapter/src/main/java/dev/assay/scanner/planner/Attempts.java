package dev.assay.scanner.planner;

import dev.assay.contract.scan.ScannerState;
import java.time.Instant;
import java.util.Optional;

/**
 * How often one scanner was asked for one image without success.
 *
 * @param last when it was asked last; empty as long as it was not
 * @param scanner who was asked: another version or other content may succeed, and starts from nothing
 */
record Attempts(int count, Optional<Instant> last, Optional<ScannerState> scanner) {
    static final Attempts NONE = new Attempts(0, Optional.empty(), Optional.empty());

    Attempts oneMore(ScannerState asked, Instant now) {
        int before = of(asked).count;
        return new Attempts(before + 1, Optional.of(now), Optional.of(asked));
    }

    /** Those that say something about {@code current}. */
    Attempts of(ScannerState current) {
        return scanner.map(current::equals).orElse(false) ? this : NONE;
    }
}
