package dev.assay.contract.annotation;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.lenient.UnreadableTextException;
import dev.assay.contract.text.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A failed scan on the wire: the only item of the summary, since the format has no field for it. */
final class FailureItem {
    static final String LABEL = "not scanned";

    private static final Pattern REASON = Pattern.compile("[A-Z][A-Z_]{2,60}");

    private FailureItem() {}

    static SummaryItem of(FailureReason reason) {
        return SummaryItem.of(LABEL, reason.name(), SeverityIndex.LOWEST);
    }

    /** Empty for a summary that tells what was found. */
    static boolean isOneIn(List<SummaryItem> summary) {
        return summary.size() == 1
                && summary.get(0).label().equals(LABEL)
                && REASON.matcher(summary.get(0).data()).matches();
    }

    /** @throws UnreadableTextException for a reason that only a later version knows, and for a claim of compliance */
    static FailureReason read(SummaryItem item, Compliance compliance) throws UnreadableTextException {
        if (compliance != Compliance.NOT_STATED) {
            throw new UnreadableTextException(FieldName.COMPLIANT, "stated, though the image was not scanned");
        }
        Optional<FailureReason> reason = Arrays.stream(FailureReason.values())
                .filter(it -> it.name().equals(item.data()))
                .findFirst();
        return reason.orElseThrow(() -> new UnreadableTextException(
                FieldName.SUMMARY, "not scanned, for an unknown reason: " + PlainText.excerpt(item.data())));
    }
}
