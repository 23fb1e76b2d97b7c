package dev.assay.contract.annotation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.contract.text.PlainText;
import java.util.Comparator;
import java.util.Optional;

/** {@code quality.images.openshift.io/<qualityType>.<providerId>}: one judgement of one provider on an Image. */
public record QualityAnnotationKey(QualityType qualityType, ProviderId provider)
        implements Comparable<QualityAnnotationKey> {
    public static final String PREFIX = "quality.images.openshift.io/";

    /** Empty for every annotation key that isn't a quality annotation of a known type and a legal provider. */
    public static Optional<QualityAnnotationKey> parse(String annotationKey) {
        return annotationKey.startsWith(PREFIX)
                ? parseShort(annotationKey.substring(PREFIX.length()))
                : Optional.empty();
    }

    /** Reads {@link #shortForm()}. */
    public static Optional<QualityAnnotationKey> parseShort(String shortForm) {
        int dot = shortForm.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        return QualityType.parse(shortForm.substring(0, dot))
                .flatMap(type -> ProviderId.parse(shortForm.substring(dot + 1))
                        .map(provider -> new QualityAnnotationKey(type, provider)));
    }

    /** @throws IllegalArgumentException when {@code shortForm} isn't {@code <qualityType>.<providerId>} */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static QualityAnnotationKey ofShort(String shortForm) {
        return parseShort(shortForm)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not of the form <qualityType>.<providerId>: " + PlainText.excerpt(shortForm)));
    }

    /** {@code vulnerability.openscap}: how policies, pages and events name it. */
    @JsonValue
    public String shortForm() {
        return qualityType.id() + "." + provider;
    }

    /** The whole annotation key. */
    public String annotationKey() {
        return PREFIX + shortForm();
    }

    @Override
    public int compareTo(QualityAnnotationKey other) {
        return Comparator.comparing(QualityAnnotationKey::qualityType)
                .thenComparing(QualityAnnotationKey::provider)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return shortForm();
    }
}
