package dev.assay.annotator;

import dev.assay.contract.annotation.DecodedAnnotation;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.scan.ScanFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a result is written over the annotation that is there. Nothing that stands there is a reason to keep it for good,
 * neither its timestamp nor that it tells of a success where the scan failed: anyone who may patch Images can write that.
 *
 * @param refreshAfter see {@link AnnotatorConfig#refreshAfter()}
 * @param clockTolerance see {@link AnnotatorConfig#clockTolerance()}
 */
record DecisionRules(Duration refreshAfter, Duration clockTolerance) {
    private static final QualityAnnotationCodec CODEC = new QualityAnnotationCodec();

    Decision decide(Optional<String> there, ScanFinished result, Instant now) {
        if (there.isEmpty()) {
            return Decision.WRITE_NEW;
        }
        if (CODEC.decode(there.get()) instanceof DecodedAnnotation.Readable readable) {
            return readable.repairs().isEmpty() && isPlausible(readable.annotation(), now)
                    ? decide(readable.annotation(), result)
                    : Decision.WRITE_OVER_FOREIGN;
        }
        return Decision.WRITE_OVER_UNREADABLE;
    }

    /**
     * Whether what stands there claims to be made after the result was told, and before now: then who told it can't have
     * known of that. If the claim is wrong, the planner sees it, and tells what the archive holds once more, later than that.
     */
    boolean isOvertaken(String there, Instant toldAt, Instant now) {
        return CODEC.decode(there) instanceof DecodedAnnotation.Readable readable
                && readable.repairs().isEmpty()
                && readable.annotation().timestamp().isAfter(toldAt)
                && !readable.annotation().timestamp().isAfter(now);
    }

    private boolean isPlausible(QualityAnnotation there, Instant now) {
        return !there.timestamp().isAfter(now.plus(clockTolerance));
    }

    private Decision decide(QualityAnnotation there, ScanFinished result) {
        QualityAnnotation written = asWritten(result.annotation());
        if (!there.saysTheSameAs(written)) {
            return Decision.WRITE_CHANGED;
        }
        return there.timestamp().plus(refreshAfter).isAfter(result.finishedAt())
                ? Decision.KEEP_SAME
                : Decision.WRITE_REFRESHED;
    }

    /** The writer shortens what is too long: compared whole, such a result would differ from its own annotation forever. */
    private static QualityAnnotation asWritten(QualityAnnotation annotation) {
        return CODEC.decode(CODEC.encode(annotation)).ifReadable().orElse(annotation);
    }
}
