package dev.assay.contract.annotation;

import dev.assay.contract.lenient.GoMaps;
import dev.assay.contract.lenient.LooseJson;
import dev.assay.contract.lenient.LooseValue;
import dev.assay.contract.lenient.RepairKind;
import dev.assay.contract.lenient.Repairs;
import dev.assay.contract.lenient.UnreadableTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a summary: a list, or a text that holds one. */
final class SummaryReader {
    private static final Set<String> GO_KEYS =
            ItemReader.FIELDS.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());

    private final Repairs repairs;

    SummaryReader(Repairs repairs) {
        this.repairs = repairs;
    }

    List<SummaryItem> read(LooseValue value) throws UnreadableTextException {
        if (value instanceof LooseValue.Text text) {
            return list(inText(text.value()));
        }
        return list(value);
    }

    private LooseValue inText(String text) throws UnreadableTextException {
        Optional<LooseValue.Items> printed = GoMaps.read(text, GO_KEYS);
        if (printed.isPresent()) {
            repairs.add(RepairKind.GO_TEXT, FieldName.SUMMARY);
            return printed.get();
        }
        LooseValue value = LooseJson.read(text, FieldName.SUMMARY, repairs);
        repairs.add(RepairKind.JSON_IN_TEXT, FieldName.SUMMARY);
        return value;
    }

    private List<SummaryItem> list(LooseValue value) throws UnreadableTextException {
        if (value instanceof LooseValue.Nothing) {
            return List.of();
        }
        if (value instanceof LooseValue.Items items) {
            return items(items.values());
        }
        if (value instanceof LooseValue.Fields item) {
            repairs.add(RepairKind.ITEM_WITHOUT_LIST, FieldName.SUMMARY);
            return items(List.of(item));
        }
        throw new UnreadableTextException(FieldName.SUMMARY, "a list is needed, not " + value.noun());
    }

    private List<SummaryItem> items(List<LooseValue> values) throws UnreadableTextException {
        if (values.size() > QualityAnnotationCodec.MAX_ITEMS) {
            throw new UnreadableTextException(
                    FieldName.SUMMARY, "more than " + QualityAnnotationCodec.MAX_ITEMS + " items");
        }
        List<SummaryItem> items = new ArrayList<>();
        for (LooseValue value : values) {
            items.add(ItemReader.read(value, FieldName.SUMMARY + "[" + items.size() + "]", repairs));
        }
        return items;
    }
}
