package dev.assay.gate.policy;

import java.util.List;

/** One policy's say on one image. No grounds at all are a pass. */
record Vote(Policy policy, List<Grounds> grounds) {
    Vote {
        grounds = List.copyOf(grounds);
    }
}
