package dev.assay.gate.admission;

import java.util.List;
import java.util.Map;

/**
 * What the API server is told.
 *
 * @param outcome what it is counted as
 * @param message why it is refused, for the person who asked; empty when it is allowed
 * @param warnings shown by {@code kubectl}; at most {@value #MAX_WARNINGS}, each cut where the API server would cut it
 * @param audit for the API server's audit log, which puts the webhook's name before the keys
 */
record AdmissionAnswer(Outcome outcome, String message, List<String> warnings, Map<String, String> audit) {
    private static final int MAX_WARNINGS = 16;

    /** The API server drops warnings beyond 256 bytes when there are many, and 4 KiB in all (KEP-1693). */
    private static final int MAX_WARNING = 250;

    /** What became of a request; as a metric's tag in lower case. */
    enum Outcome {
        ALLOWED,
        WARNED,
        DENIED,
        /** It would be denied, and the same rollout runs it already. */
        RUNNING,
        /** It would be denied, and somebody broke the glass. */
        BREAK_GLASS,
        /** Nothing was looked at: of a namespace that is exempt, or no kind of object that runs images. */
        EXEMPT
    }

    AdmissionAnswer {
        warnings = warnings.stream()
                .limit(MAX_WARNINGS)
                .map(it -> it.length() <= MAX_WARNING ? it : it.substring(0, MAX_WARNING - 1) + "…")
                .toList();
        audit = Map.copyOf(audit);
    }

    static AdmissionAnswer exempt() {
        return new AdmissionAnswer(Outcome.EXEMPT, "", List.of(), Map.of());
    }

    boolean isAllowed() {
        return outcome != Outcome.DENIED;
    }
}
