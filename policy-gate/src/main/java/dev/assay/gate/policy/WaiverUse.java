package dev.assay.gate.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * That an exception has taken findings of an image out of account.
 *
 * @param waiver {@link Waiver#title()}
 * @param until when it ends
 * @param findings their ids, in order, each once
 */
public record WaiverUse(String waiver, Instant until, List<String> findings) {
    private static final int MAX_NAMED = 4;

    public WaiverUse {
        findings = List.copyOf(findings);
    }

    /** The same with the first few of the findings, and how many more there are. */
    public WaiverUse brief() {
        if (findings.size() <= MAX_NAMED) {
            return this;
        }
        List<String> few = new ArrayList<>(findings.subList(0, MAX_NAMED));
        few.add("and " + (findings.size() - MAX_NAMED) + " more");
        return new WaiverUse(waiver, until, few);
    }
}
