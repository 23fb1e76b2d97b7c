package dev.assay.contract.annotation;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.contract.text.PlainText;
import java.io.IOException;
import java.util.Optional;

/** A summary item as it goes out: nothing missing, nothing that breaks a line. */
record WireItem(String label, String data, int severityIndex, Optional<String> reference) {
    /** @param path for the message when the item can't be written */
    static WireItem of(SummaryItem item, String path) {
        int severityIndex = item.severityIndex()
                .orElseThrow(() -> new UnwritableAnnotationException(path + ".severityIndex", "is missing"))
                .value();
        return new WireItem(
                PlainText.oneLine(item.label()),
                PlainText.oneLine(item.data()),
                severityIndex,
                item.reference().map(it -> WireReference.of(it, path + ".reference")));
    }

    WireItem shortened(int maxText) {
        return new WireItem(
                PlainText.shorten(label, maxText), PlainText.shorten(data, maxText), severityIndex, reference);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(FieldName.LABEL, label);
        json.writeStringField(FieldName.DATA, data);
        json.writeNumberField(FieldName.SEVERITY_INDEX, severityIndex);
        if (reference.isPresent()) {
            json.writeStringField(FieldName.REFERENCE, reference.get());
        }
        json.writeEndObject();
    }
}
