package dev.assay.annotator;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.scan.ScanFinished;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What results change on an Image: annotation keys and their new values, only those that differ from what is there. Never
 * a deletion, never a key that no result is about.
 *
 * @param accepted the results that the Image shows after the change, or that later ones of these replace
 */
record AnnotationChange(Map<String, String> values, List<ScanFinished> accepted) {
    private static final QualityAnnotationCodec CODEC = new QualityAnnotationCodec();

    AnnotationChange {
        values = Map.copyOf(values);
        accepted = List.copyOf(accepted);
    }

    /** @param results of this image, in any order; where several are about one key, the latest that counts wins */
    static AnnotationChange between(ImageObject image, List<ScanFinished> results, DecisionRules rules, Instant now) {
        Map<String, String> after = new HashMap<>(image.annotations());
        Map<String, String> changes = new LinkedHashMap<>();
        List<ScanFinished> accepted = new ArrayList<>();
        results.stream().sorted(Comparator.comparing(ScanFinished::finishedAt)).forEach(result -> {
            String key = result.key().annotationKey();
            Decision decision = rules.decide(Optional.ofNullable(after.get(key)), result, now);
            if (decision.writes()) {
                String value = CODEC.encode(result.annotation());
                after.put(key, value);
                changes.put(key, value);
            }
            if (decision != Decision.KEEP_COMPLETED) {
                accepted.add(result);
            }
        });
        changes.entrySet()
                .removeIf(it -> it.getValue().equals(image.annotations().get(it.getKey())));
        return new AnnotationChange(changes, accepted);
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
