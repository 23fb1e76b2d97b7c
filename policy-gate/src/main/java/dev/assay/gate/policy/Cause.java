package dev.assay.gate.policy;

import dev.assay.contract.verdict.Decision;
import java.util.List;

/**
 * One reason of a ruling.
 *
 * @param decision what it alone would lead to
 * @param findings those that did it, one line each, the gravest first
 */
public record Cause(Decision decision, String policy, String message, List<String> findings) {
    public Cause {
        findings = List.copyOf(findings);
    }
}
