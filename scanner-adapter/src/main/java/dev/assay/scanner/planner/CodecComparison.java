package dev.assay.scanner.planner;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.DecodedAnnotation;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.scan.ScanFinished;
import java.util.Optional;

/**
 * Compares what an Image says with what the codec would write. What would be written is read back first: it may be shorter
 * than the result, and compared whole such a result would differ from its own annotation for ever.
 *
 * <p>An annotation that has to be repaired to be read was not written by Assay, and one that was never shows a result.
 */
final class CodecComparison implements AnnotationComparison {
    private final QualityAnnotationCodec codec = new QualityAnnotationCodec();

    @Override
    public boolean shows(ImageObject image, ScanFinished finished) {
        String there = image.annotations().get(finished.key().annotationKey());
        if (there == null) {
            return false;
        }
        String written = codec.encode(finished.annotation());
        return there.equals(written) || saySame(clean(there), clean(written));
    }

    private boolean saySame(Optional<QualityAnnotation> one, Optional<QualityAnnotation> other) {
        return one.isPresent() && other.isPresent() && one.get().saysTheSameAs(other.get());
    }

    private Optional<QualityAnnotation> clean(String value) {
        return codec.decode(value) instanceof DecodedAnnotation.Readable readable
                        && readable.repairs().isEmpty()
                ? Optional.of(readable.annotation())
                : Optional.empty();
    }
}
