package dev.assay.contract.lenient;

import dev.assay.contract.text.PlainText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a point in time: RFC 3339, and the forms that are known to stand in its place. */
public final class LooseTime {
    private static final Pattern EPOCH = Pattern.compile("[0-9]{9,13}(?:\\.[0-9]{1,9})?");
    private static final Pattern TIME = Pattern.compile(
            "(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?<between>[Tt ])(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?)"
                    + "(?:(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})"
                    + "| (?<goOffset>[+-][0-9]{4}) [A-Za-z0-9+-]{1,10}(?: m=[+-][0-9.]{1,30})?)?");

    // Numbers outside of 1973..2100 are more likely something else: a year, a date without hyphens, microseconds.
    private static final BigDecimal FIRST_SECOND = BigDecimal.valueOf(100_000_000L);
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(4_102_444_800L);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private LooseTime() {}

    /** @throws UnreadableTextException when it isn't a time, or it can't be told which */
    public static Instant read(LooseValue value, String path, Repairs repairs) throws UnreadableTextException {
        if (value instanceof LooseValue.Numeral number) {
            return epoch(number.digits(), path, repairs);
        }
        if (value instanceof LooseValue.Text text) {
            Matcher time = TIME.matcher(text.value());
            return time.matches() ? time(time, path, repairs) : epoch(text.value(), path, repairs);
        }
        throw new UnreadableTextException(path, "a time is needed, not " + value.noun());
    }

    private static Instant time(Matcher parts, String path, Repairs repairs) throws UnreadableTextException {
        String offset = parts.group("offset");
        String goOffset = parts.group("goOffset");
        if (goOffset != null) {
            repairs.add(RepairKind.GO_TIME, path);
            offset = goOffset.substring(0, 3) + ":" + goOffset.substring(3);
        } else if (parts.group("between").equals(" ")) {
            repairs.add(RepairKind.TIME_WITH_SPACE, path);
        }
        if (offset == null) {
            repairs.add(RepairKind.TIME_WITHOUT_ZONE, path);
            offset = "Z";
        }
        try {
            return OffsetDateTime.parse(parts.group("date") + "T" + parts.group("time") + offset)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new UnreadableTextException(path, "no such time: " + PlainText.excerpt(parts.group()));
        }
    }

    private static Instant epoch(String text, String path, Repairs repairs) throws UnreadableTextException {
        if (EPOCH.matcher(text).matches()) {
            BigDecimal number = new BigDecimal(text);
            if (isWithin(number)) {
                repairs.add(RepairKind.EPOCH_SECONDS, path);
                return instant(number);
            }
            if (isWithin(number.divide(THOUSAND))) {
                repairs.add(RepairKind.EPOCH_MILLISECONDS, path);
                return instant(number.divide(THOUSAND));
            }
        }
        throw new UnreadableTextException(
                path, "neither an RFC 3339 time nor another known form: " + PlainText.excerpt(text));
    }

    private static boolean isWithin(BigDecimal seconds) {
        return seconds.compareTo(FIRST_SECOND) >= 0 && seconds.compareTo(LAST_SECOND) < 0;
    }

    private static Instant instant(BigDecimal seconds) {
        long whole = seconds.longValue();
        long nanos =
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
        return Instant.ofEpochSecond(whole, nanos);
    }
}
