package dev.assay.gate.quality;

import dev.assay.contract.annotation.QualityAnnotation;

/** Reads the value of a quality annotation, whoever wrote it. */
@FunctionalInterface
public interface AnnotationDecoder {
    /** @throws UnreadableAnnotationException when it can't be read even with goodwill */
    QualityAnnotation decode(String value) throws UnreadableAnnotationException;
}
