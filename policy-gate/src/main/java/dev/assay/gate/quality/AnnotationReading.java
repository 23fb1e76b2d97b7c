package dev.assay.gate.quality;

import dev.assay.cluster.CompactAnnotations;
import dev.assay.cluster.KeptQuality;
import dev.assay.contract.annotation.DecodedAnnotation;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.annotation.QualityAnnotationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Turns an Image's annotations into judgements. */
public final class AnnotationReading {
    /** How far clocks may disagree. A timestamp beyond it would never become stale. */
    static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

    private final QualityAnnotationCodec codec = new QualityAnnotationCodec();

    /** The judgement of each quality annotation among {@code annotations}; other keys are passed over. */
    public Map<QualityAnnotationKey, Judgement> read(Map<String, String> annotations, Instant now) {
        Map<QualityAnnotationKey, Judgement> judgements = new TreeMap<>();
        if (annotations instanceof CompactAnnotations compact) {
            compact.forEachQuality(
                    (key, kept) -> judgements.put(key, judge(kept, compact.common(), now)),
                    (key, text) -> judgements.put(key, judge(text, now)));
        } else {
            annotations.forEach((key, value) ->
                    QualityAnnotationKey.parse(key).ifPresent(it -> judgements.put(it, judge(value, now))));
        }
        return judgements;
    }

    private Judgement judge(String value, Instant now) {
        if (value.length() > CompactAnnotations.MAX_READ) {
            return Judgement.unreadable("longer than " + CompactAnnotations.MAX_READ + " characters");
        }
        DecodedAnnotation decoded = codec.decode(value);
        return decoded instanceof DecodedAnnotation.Unreadable it
                ? Judgement.unreadable(it.reason())
                : decoded.ifReadable()
                        .map(it -> judge(KeptQuality.of(it, ""), "", now))
                        .orElseThrow();
    }

    private static Judgement judge(KeptQuality kept, String common, Instant now) {
        if (kept.timestamp().isAfter(now.plus(MAX_CLOCK_SKEW))) {
            return Judgement.unreadable("its timestamp lies in the future: " + kept.timestamp());
        }
        return Judgement.of(kept, common);
    }
}
