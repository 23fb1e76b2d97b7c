package dev.assay.contract.annotation;

import dev.assay.contract.lenient.RepairKind;
import dev.assay.contract.lenient.Repairs;
import dev.assay.contract.lenient.UnreadableTextException;
import java.net.URI;
import java.util.Optional;

/** Reads a {@code reference}. One that can't be followed is left out; it says nothing about the image. */
final class ReferenceReader {
    private ReferenceReader() {}

    static Optional<URI> read(FieldReader fields, Repairs repairs) throws UnreadableTextException {
        Optional<String> text = fields.text(FieldName.REFERENCE);
        Optional<URI> reference = text.flatMap(WireReference::parse);
        if (text.isPresent() && reference.isEmpty()) {
            RepairKind kind = text.get().isEmpty() ? RepairKind.EMPTY_REFERENCE : RepairKind.UNUSABLE_REFERENCE;
            repairs.add(kind, fields.path(FieldName.REFERENCE));
        }
        return reference;
    }
}
