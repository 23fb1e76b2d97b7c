package dev.assay.gate.policy;

import dev.assay.gate.quality.ImageFacts;
import java.util.List;

/**
 * An image without the findings that somebody has accepted.
 *
 * @param findings what policies see of its findings
 * @param uses by title; none when nothing was taken out
 */
public record Waived(ImageFacts facts, FindingSource findings, List<WaiverUse> uses) {
    public Waived {
        uses = List.copyOf(uses);
    }
}
