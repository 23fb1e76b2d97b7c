package dev.assay.annotator;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFinished;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What results change on an Image: annotation keys and their new values, only those that differ from what is there. Never
 * a deletion, never a key that no result is about.
 */
record AnnotationChange(Map<String, String> values) {
    private static final QualityAnnotationCodec CODEC = new QualityAnnotationCodec();
    private static final Comparator<ScanFinished> FAILURES_FIRST = Comparator.<ScanFinished, Boolean>comparing(
                    ScanCompleted.class::isInstance)
            .thenComparing(ScanFinished::finishedAt);

    AnnotationChange {
        values = Map.copyOf(values);
    }

    /**
     * @param results of this image, in any order; where several are about one key, the latest of those that are no failures
     *     wins, and a failure only over failures
     */
    static AnnotationChange between(ImageObject image, List<ScanFinished> results, DecisionRules rules, Instant now) {
        Map<String, String> after = new HashMap<>(image.annotations());
        Map<String, String> changes = new LinkedHashMap<>();
        results.stream().sorted(FAILURES_FIRST).forEach(result -> {
            String key = result.key().annotationKey();
            Decision decision = rules.decide(Optional.ofNullable(after.get(key)), result, now);
            if (decision.writes()) {
                String value = CODEC.encode(result.annotation());
                after.put(key, value);
                changes.put(key, value);
            }
        });
        changes.entrySet()
                .removeIf(it -> it.getValue().equals(image.annotations().get(it.getKey())));
        return new AnnotationChange(changes);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Map<String, Optional<String>> asPatch() {
        Map<String, Optional<String>> patch = new HashMap<>();
        values.forEach((key, value) -> patch.put(key, Optional.of(value)));
        return patch;
    }
}
