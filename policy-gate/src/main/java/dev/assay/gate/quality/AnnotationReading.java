package dev.assay.gate.quality;

import dev.assay.contract.annotation.DecodedAnnotation;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.annotation.QualityAnnotationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Turns an Image's annotations into judgements. */
public final class AnnotationReading {
    /** In characters. Own values are at most 2 KiB; nobody needs more to say how many findings there are. */
    static final int MAX_VALUE_LENGTH = 16 * 1024;

    /** How far clocks may disagree. A timestamp beyond it would never become stale. */
    static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

    private final QualityAnnotationCodec codec = new QualityAnnotationCodec();

    /** The judgement of each quality annotation among {@code annotations}; other keys are passed over. */
    public Map<QualityAnnotationKey, Judgement> read(Map<String, String> annotations, Instant now) {
        Map<QualityAnnotationKey, Judgement> judgements = new TreeMap<>();
        annotations.forEach((key, value) ->
                QualityAnnotationKey.parse(key).ifPresent(it -> judgements.put(it, judge(value, now))));
        return judgements;
    }

    private Judgement judge(String value, Instant now) {
        if (value.length() > MAX_VALUE_LENGTH) {
            return Judgement.unreadable("longer than " + MAX_VALUE_LENGTH + " characters");
        }
        DecodedAnnotation decoded = codec.decode(value);
        return decoded instanceof DecodedAnnotation.Unreadable it
                ? Judgement.unreadable(it.reason())
                : decoded.ifReadable().map(it -> judge(it, now)).orElseThrow();
    }

    private static Judgement judge(QualityAnnotation annotation, Instant now) {
        if (annotation.timestamp().isAfter(now.plus(MAX_CLOCK_SKEW))) {
            return Judgement.unreadable("its timestamp lies in the future: " + annotation.timestamp());
        }
        return Judgement.of(annotation);
    }
}
