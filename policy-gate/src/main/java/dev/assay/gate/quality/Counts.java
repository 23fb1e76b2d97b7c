package dev.assay.gate.quality;

import dev.assay.contract.annotation.SummaryItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The numbers of a summary. Items whose data is a score ({@code "B"}) or anything else than a whole number are left out.
 *
 * @param byLabel by label in lower case; items of the same label are added up
 * @param bySeverity how many of each severityIndex, from 0 to 3
 */
public record Counts(Map<String, Long> byLabel, List<Long> bySeverity) {
    public static final Counts NONE = new Counts(Map.of(), Collections.nCopies(4, 0L));

    /** As many can't overflow a long; a hundred of such items are added without wrapping around. */
    private static final int MAX_DIGITS = 18;

    public Counts {
        byLabel = Map.copyOf(byLabel);
        bySeverity = List.copyOf(bySeverity);
    }

    static Counts of(List<SummaryItem> summary) {
        Map<String, Long> byLabel = new TreeMap<>();
        List<Long> bySeverity = new ArrayList<>(NONE.bySeverity);
        for (SummaryItem item : summary) {
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
        return isWhole(stripped) ? Optional.of(Long.valueOf(stripped)) : Optional.empty();
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_DIGITS;
    }

    private static long add(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
