package dev.assay.gate.quality;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that a policy looks at, apart from findings.
 *
 * @param reference where it can be pulled, if known
 * @param now the time at which judgements are as old as they are
 */
public record ImageFacts(
        ImageDigest digest,
        Optional<ImageReference> reference,
        Map<QualityAnnotationKey, Judgement> judgements,
        Instant now) {
    public ImageFacts {
        judgements = Map.copyOf(judgements);
    }

    public Judgement judgement(QualityAnnotationKey key) {
        return judgements.getOrDefault(key, Judgement.UNSCANNED);
    }

    /** The same with results older than {@code maxAge} stale. */
    public ImageFacts withMaxAge(Duration maxAge) {
        if (judgements.values().stream().allMatch(it -> it.asOf(now, maxAge).state() == it.state())) {
            return this;
        }
        Map<QualityAnnotationKey, Judgement> aged = judgements.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().asOf(now, maxAge)));
        return new ImageFacts(digest, reference, aged, now);
    }
}
