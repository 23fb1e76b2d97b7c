package dev.assay.standin.store;

import java.util.function.Predicate;

/**
 * Which objects of a resource a list or watch is about.
 *
 * @param isWhole whether that is all of the namespace, or all
 */
public record Selection(String namespace, Predicate<ObjectKey> fields, LabelSelector labels, boolean isWhole) {
    /** @param namespace empty for all of them */
    public static Selection of(String namespace, String fieldSelector, String labelSelector) {
        return new Selection(
                namespace,
                FieldSelector.parse(fieldSelector),
                LabelSelector.parse(labelSelector),
                fieldSelector.isEmpty() && labelSelector.isEmpty());
    }

    public boolean matches(StoredObject object) {
        boolean here = namespace.isEmpty() || object.key().namespace().equals(namespace);
        return here && fields.test(object.key()) && labels.matches(object.labels());
    }
}
