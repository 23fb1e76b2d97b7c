package dev.assay.contract.annotation;

import dev.assay.contract.lenient.Repair;
import dev.assay.contract.lenient.RepairKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A quality annotation's key as others write it. Such a key can be shown and its value be read, but nothing that looks for
 * the right key finds it.
 *
 * @param repairs what was wrong with it; empty for a right key
 */
public record RecognizedKey(QualityAnnotationKey key, List<Repair> repairs) {
    private static final String SINGULAR = "quality.image.openshift.io/";

    /** More than any key that Kubernetes takes: 253 for the prefix, a slash, and 63. */
    private static final int MAX_LENGTH = 317;

    public RecognizedKey {
        repairs = List.copyOf(repairs);
    }

    /** Takes any text; empty for one that isn't a quality annotation's key even so. */
    public static Optional<RecognizedKey> of(String annotationKey) {
        if (annotationKey.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        List<Repair> repairs = new ArrayList<>();
        String key = annotationKey.toLowerCase(Locale.ROOT);
        if (!key.equals(annotationKey)) {
            repairs.add(new Repair(RepairKind.KEY_CASE, "$"));
        }
        if (key.startsWith(SINGULAR)) {
            repairs.add(new Repair(RepairKind.SINGULAR_PREFIX, "$"));
            key = QualityAnnotationKey.PREFIX + key.substring(SINGULAR.length());
        }
        return QualityAnnotationKey.parse(key).map(it -> new RecognizedKey(it, repairs));
    }
}
