package dev.assay.gate.resource;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 7d}, {@code 36h}, {@code 1h30m}: numbers with one of the units d, h, m, s, added up. */
final class PolicyAge {
    static final String FORM = "^([0-9]{1,6}[dhms]){1,4}$";

    private static final Pattern WHOLE = Pattern.compile(FORM);
    private static final Pattern PART = Pattern.compile("([0-9]{1,6})([dhms])");

    private PolicyAge() {}

    /** @throws IllegalArgumentException when it has another form or is no time at all */
    static Duration parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a duration such as 7d, 36h or 1h30m: '" + text + "'");
        }
        Duration sum = Duration.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            sum = sum.plus(part(Long.parseLong(parts.group(1)), parts.group(2)));
        }
        if (sum.isZero()) {
            throw new IllegalArgumentException("no time at all: '" + text + "'");
        }
        return sum;
    }

    private static Duration part(long number, String unit) {
        return switch (unit) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
