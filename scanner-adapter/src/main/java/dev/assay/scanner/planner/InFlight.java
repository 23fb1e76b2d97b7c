package dev.assay.scanner.planner;

import dev.assay.contract.annotation.QualityAnnotationKey;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request that was sent.
 *
 * @param open the keys without an answer
 * @param deadline from then on it counts as lost
 */
record InFlight(Set<QualityAnnotationKey> open, Instant askedAt, Instant deadline) {
    InFlight {
        open = Set.copyOf(open);
    }

    InFlight without(QualityAnnotationKey answered) {
        Set<QualityAnnotationKey> rest =
                open.stream().filter(it -> !it.equals(answered)).collect(Collectors.toUnmodifiableSet());
        return new InFlight(rest, askedAt, deadline);
    }

    boolean isAnswered() {
        return open.isEmpty();
    }

    boolean isLost(Instant now) {
        return !now.isBefore(deadline);
    }
}
