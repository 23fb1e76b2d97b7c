package dev.assay.scanner.testing;

import dev.assay.contract.annotation.ProviderId;
import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.scan.ScannerIdentity;
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
    private volatile ScannerIdentity identity = Samples.PROBE_1;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile Script script = (image, wanted) -> Map.of();

    public ScriptedScanner says(Script answer) {
        script = answer;
        return this;
    }

    public void becomes(ScannerIdentity other) {
        identity = other;
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
    public ScannerIdentity identity() {
        return identity;
    }

    @Override
    public ProviderId provider() {
        return new ProviderId("probe");
    }

    @Override
    public String providerName() {
        return "Probe";
    }

    @Override
    public Set<QualityType> qualityTypes() {
        return Set.of(QualityType.VULNERABILITY, QualityType.POLICY);
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
