package dev.assay.contract.annotation;

import dev.assay.contract.lenient.LooseJson;
import dev.assay.contract.lenient.Repairs;
import dev.assay.contract.lenient.UnreadableTextException;

/**
 * Writes the value of a quality annotation strictly and reads it leniently. Thread-safe.
 *
 * <p>The format is that of the OpenShift documentation, container security guide, "annotating image objects".
 */
public final class QualityAnnotationCodec {
    /** The longest value that is written, in bytes of UTF-8: thousands of Images times a few of these stay in etcd. */
    public static final int MAX_BYTES = 2_048;

    /** The longest value that is read, in UTF-16 units. */
    public static final int MAX_READ = LooseJson.MAX_LENGTH;

    /** The longest summary that is read; no more fit into what is written. */
    public static final int MAX_ITEMS = 100;

    /** The longest {@code reference} that is written, in characters. */
    public static final int MAX_REFERENCE = 1_000;

    /**
     * At most {@link #MAX_BYTES} of JSON, the same for the same annotation. What is too long is shortened: the description
     * first, then other long texts, then the least severe summary items go, and one item tells how many. Control characters
     * become spaces, the timestamp loses its fraction of a second.
     *
     * @throws UnwritableAnnotationException when a name, a reference, or an item's severity index is missing, or a value is
     *     outside of what the format allows
     */
    public String encode(QualityAnnotation annotation) {
        return FittedAnnotation.json(WireAnnotation.of(annotation));
    }

    /** Takes any text, and never throws. What can't be understood safely is unreadable. */
    public DecodedAnnotation decode(String value) {
        Repairs repairs = new Repairs();
        try {
            QualityAnnotation annotation = new AnnotationReader(repairs).read(value);
            return new DecodedAnnotation.Readable(annotation, repairs.list());
        } catch (UnreadableTextException e) {
            return new DecodedAnnotation.Unreadable(e.problem());
        }
    }
}
