package dev.assay.cluster;

import com.github.benmanes.caffeine.cache.Interner;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text with one time in it, in little room: what many have in common, apart from that time, is there once. Immutable. */
final class KeptText {
    /** The form of the times that are taken out: {@code 2030-01-10T12:00:00Z}. */
    private static final int LENGTH = "2030-01-10T12:00:00Z".length();

    private static final Interner<Around> AROUND = Interner.newWeakInterner();

    private final Around around;
    private final long second;

    private KeptText(Around around, long second) {
        this.around = AROUND.intern(around);
        this.second = second;
    }

    private record Around(String before, String after) {}

    /** Empty when there is no such time in it. */
    static Optional<KeptText> of(String text) {
        for (int end = text.indexOf('Z'); end >= 0; end = text.indexOf('Z', end + 1)) {
            int start = end + 1 - LENGTH;
            if (start >= 0 && text.charAt(start + 10) == 'T' && text.charAt(start + 4) == '-') {
                Optional<Instant> time = time(text.substring(start, end + 1));
                if (time.isPresent()) {
                    return time.map(it -> new KeptText(
                            new Around(text.substring(0, start), text.substring(start + LENGTH)), it.getEpochSecond()));
                }
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
