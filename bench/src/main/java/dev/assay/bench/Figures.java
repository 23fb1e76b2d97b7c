package dev.assay.bench;

import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What is told of several measurements of the same thing. */
public final class Figures {
    private Figures() {}

    /** @throws IndexOutOfBoundsException when there are none */
    public static double median(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /**
     * The nearest rank: the least value that so large a share of all does not exceed.
     *
     * @param share over 0, up to 1
     */
    public static double percentile(Collection<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /**
     * Text of the form {@code median [least-most]}.
     *
     * @param format of one number, as {@link String#format} has it
     */
    public static String spread(Collection<Double> values, String format) {
        return (format + " [" + format + "-" + format + "]")
                .formatted(median(values), Collections.min(values), Collections.max(values));
    }
}
