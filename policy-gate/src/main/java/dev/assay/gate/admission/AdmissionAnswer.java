package dev.assay.gate.admission;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the API server is told.
 *
 * @param outcome what it is counted as
 * @param message why it is refused, for the person who asked; empty when it is allowed
 * @param warnings shown by {@code kubectl}; at most {@value #MAX_WARNINGS}, cut where the API server would cut them
 * @param audit for the API server's audit log, which puts the webhook's name before the keys
 */
record AdmissionAnswer(Outcome outcome, String message, List<String> warnings, Map<String, String> audit) {
    private static final int MAX_WARNINGS = 16;

    /** When all warnings together have more than 4096 characters, the API server cuts each at 256 (KEP-1693). */
    private static final int MAX_TOTAL = 4_000;

    private static final int MAX_WARNING = 250;
    private static final Pattern DIGEST = Pattern.compile("(sha256:[0-9a-f]{12})[0-9a-f]{52}");

    /** What became of a request; as a metric's tag in lower case. */
    enum Outcome {
        ALLOWED,
        WARNED,
        DENIED,
        /** It would be denied, and the same rollout runs it already. */
        RUNNING,
        /** It would be denied, and an exception of its namespace lets it in. */
        EXCEPTION,
        /** It would be denied, and somebody broke the glass. */
        BREAK_GLASS,
        /** Nothing was looked at: of a namespace that is exempt, or no kind of object that runs images. */
        EXEMPT
    }

    AdmissionAnswer {
        warnings = warnings.stream().limit(MAX_WARNINGS).toList();
        if (warnings.stream().mapToInt(String::length).sum() > MAX_TOTAL) {
            warnings = warnings.stream().map(AdmissionAnswer::cut).toList();
        }
        audit = Map.copyOf(audit);
    }

    static AdmissionAnswer exempt() {
        return new AdmissionAnswer(Outcome.EXEMPT, "", List.of(), Map.of());
    }

    boolean isAllowed() {
        return outcome != Outcome.DENIED;
    }

    /** The digest gives way first: why it is told stands at the end. */
    private static String cut(String warning) {
        String brief = DIGEST.matcher(warning).replaceAll("$1…");
        return brief.length() <= MAX_WARNING ? brief : brief.substring(0, MAX_WARNING - 1) + "…";
    }
}
