package dev.assay.gate.reconcile;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** What the gate did since it was started. Only grows. */
@Singleton
public class GateCounters {
    private final LongAdder judgements = new LongAdder();
    private final LongAdder patches = new LongAdder();
    private final LongAdder conflicts = new LongAdder();
    private final LongAdder unavailable = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder lostVerdicts = new LongAdder();

    void judged() {
        judgements.increment();
    }

    void patched() {
        patches.increment();
    }

    void conflict() {
        conflicts.increment();
    }

    void unavailable() {
        unavailable.increment();
    }

    void refused() {
        refusals.increment();
    }

    void lostVerdict() {
        lostVerdicts.increment();
    }

    /** Looks at an image, whether or not they changed anything. */
    public long judgements() {
        return judgements.sum();
    }

    /** Patches that the API server took. */
    public long patches() {
        return patches.sum();
    }

    /** Patches that came too late, since somebody else had changed the Image. */
    public long conflicts() {
        return conflicts.sum();
    }

    /** Requests that found the API server away or busy. */
    public long unavailabilities() {
        return unavailable.sum();
    }

    /** Patches that the API server does not allow. */
    public long refusals() {
        return refusals.sum();
    }

    /** Verdicts that are on the Image and could not be told to the channel. */
    public long lostVerdicts() {
        return lostVerdicts.sum();
    }
}
