package dev.assay.cluster;

import com.github.benmanes.caffeine.cache.Interner;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text with one time in it, in little room: what many have in common, apart from that time, is there once. Immutable. */
final class KeptText {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");

    /** Of what looks like a time; beyond it the text is left as it is. */
    private static final int MAX_TRIES = 4;

    private static final Interner<Around> AROUND = Interner.newWeakInterner();

    private final Around around;
    private final long second;

    private KeptText(Around around, long second) {
        this.around = AROUND.intern(around);
        this.second = second;
    }

    private record Around(String before, String after) {}

    /** Empty when there is no time such as {@code 2030-01-10T12:00:00Z} in it. */
    static Optional<KeptText> of(String text) {
        Matcher matcher = TIME.matcher(text);
        for (int tries = 0; tries < MAX_TRIES && matcher.find(); tries++) {
            Optional<Instant> time = time(matcher.group());
            if (time.isPresent()) {
                Around around = new Around(text.substring(0, matcher.start()), text.substring(matcher.end()));
                return time.map(it -> new KeptText(around, it.getEpochSecond()));
            }
        }
        return Optional.empty();
    }

    /** Only what comes out again as it went in. */
    private static Optional<Instant> time(String text) {
        try {
            Instant time = Instant.parse(text);
            return time.toString().equals(text) ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return around.before + Instant.ofEpochSecond(second) + around.after;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeptText it && around.equals(it.around) && second == it.second;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new Object[] {around, second});
    }
}
