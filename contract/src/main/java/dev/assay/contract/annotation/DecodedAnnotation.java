package dev.assay.contract.annotation;

import dev.assay.contract.lenient.Repair;
import java.util.List;
import java.util.Optional;

/** What a reader made of an annotation's value. */
public sealed interface DecodedAnnotation {
    /** The annotation where there is one. Empty is not clean: nobody knows what was meant. */
    Optional<QualityAnnotation> ifReadable();

    /** @param repairs what was wrong with the value and could be put right; empty for a value that keeps to the format */
    // Always named together with the interface, so that java.lang.Readable is not hidden from anybody.
    @SuppressWarnings("JavaLangClash")
    record Readable(QualityAnnotation annotation, List<Repair> repairs) implements DecodedAnnotation {
        public Readable {
            repairs = List.copyOf(repairs);
        }

        @Override
        public Optional<QualityAnnotation> ifReadable() {
            return Optional.of(annotation);
        }
    }

    /** @param reason for people: where and why, in one short line without control characters */
    record Unreadable(String reason) implements DecodedAnnotation {
        @Override
        public Optional<QualityAnnotation> ifReadable() {
            return Optional.empty();
        }
    }
}
