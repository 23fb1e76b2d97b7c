package dev.assay.gate.quality;

import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.SummaryItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The numbers of a summary. Items whose data is a score ({@code "B"}) or anything else than a whole number are left out.
 *
 * @param byLabel by label in lower case; items of the same label are added up
 * @param bySeverity how many of each severityIndex, from 0 to 3
 */
public record Counts(Map<String, Long> byLabel, List<Long> bySeverity) {
    public static final Counts NONE = new Counts(Map.of(), Collections.nCopies(4, 0L));

    /** 18 digits can't overflow a long; a hundred of such items are added without wrapping around. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");

    public Counts {
        byLabel = Map.copyOf(byLabel);
        bySeverity = List.copyOf(bySeverity);
    }

    public static Counts of(QualityAnnotation annotation) {
        Map<String, Long> byLabel = new TreeMap<>();
        List<Long> bySeverity = new ArrayList<>(NONE.bySeverity);
        for (SummaryItem item : annotation.summary()) {
            whole(item.data()).ifPresent(count -> {
                byLabel.merge(item.label().toLowerCase(Locale.ROOT), count, Counts::add);
                item.severityIndex()
                        .ifPresent(it -> bySeverity.set(it.value(), add(bySeverity.get(it.value()), count)));
            });
        }
        return new Counts(byLabel, bySeverity);
    }

    /** The number that an item's data is, if it is one. */
    public static Optional<Long> whole(String data) {
        String stripped = data.strip();
        return WHOLE_NUMBER.matcher(stripped).matches() ? Optional.of(Long.valueOf(stripped)) : Optional.empty();
    }

    private static long add(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
