package dev.assay.scanner.testing;

import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.scan.ScannerIdentity;
import dev.assay.contract.scan.ScannerState;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.adapter.Scanner;
import dev.assay.scanner.pull.PulledImage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A scanner for vulnerabilities and policy that says what the test wants. */
public final class ScriptedScanner implements Scanner {
    private final AtomicInteger scans = new AtomicInteger();
    private volatile ScannerState state = Samples.state(Samples.PROBE_1);
    private volatile Optional<String> trouble = Optional.empty();
    private volatile Script script = (image, wanted) -> Map.of();

    public ScriptedScanner says(Script answer) {
        script = answer;
        return this;
    }

    public void becomes(ScannerIdentity other) {
        state = Samples.state(other);
    }

    public void becomes(ScannerState other) {
        state = other;
    }

    public void isInTrouble(Optional<String> what) {
        trouble = what;
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    /** How many images it has looked at. */
    public int scans() {
        return scans.get();
    }

    @Override
    public ScannerState state() {
        return state;
    }

    @Override
    public String providerName() {
        return "Probe";
    }

    @Override
    public Map<QualityType, ScanOutcome> scan(PulledImage image, Set<QualityType> wanted, Instant deadline)
            throws InterruptedException {
        scans.incrementAndGet();
        return script.scan(image, wanted);
    }

    /** What it says. */
    public interface Script {
        Map<QualityType, ScanOutcome> scan(PulledImage image, Set<QualityType> wanted) throws InterruptedException;
    }
}
