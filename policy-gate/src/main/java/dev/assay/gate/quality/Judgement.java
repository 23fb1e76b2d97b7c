package dev.assay.gate.quality;

import dev.assay.cluster.KeptQuality;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.failure.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one annotation says. Thread-safe. */
public final class Judgement {
    /** There is no annotation. */
    public static final Judgement UNSCANNED = new Judgement(KeyState.UNSCANNED, Optional.empty(), Optional.empty(), "");

    private final KeyState state;
    private final Optional<String> reason;
    private final Optional<KeptQuality> kept;
    private final String common;

    /** Added up when somebody asks; twice by two threads does no harm. */
    private volatile @Nullable Counts counts;

    private Judgement(KeyState state, Optional<String> reason, Optional<KeptQuality> kept, String common) {
        this.state = state;
        this.reason = reason;
        this.kept = kept;
        this.common = common;
    }

    /** @param common that {@code kept} was made with */
    static Judgement of(KeptQuality kept, String common) {
        return new Judgement(
                kept.failure().map(Judgement::stateOf).orElse(KeyState.COMPLETED),
                kept.failure().map(Enum::name),
                Optional.of(kept),
                common);
    }

    static Judgement unreadable(String reason) {
        return new Judgement(KeyState.UNREADABLE, Optional.of(reason), Optional.empty(), "");
    }

    public KeyState state() {
        return state;
    }

    /**
     * Why it isn't completed, in words that stay the same while nothing changes; empty for {@link KeyState#COMPLETED} and
     * {@link KeyState#UNSCANNED}.
     */
    public Optional<String> reason() {
        return reason;
    }

    /** Present for all but {@link KeyState#UNSCANNED} and {@link KeyState#UNREADABLE}. Made anew each time: {@link #kept} is there. */
    public Optional<QualityAnnotation> annotation() {
        return kept.map(it -> it.annotation(common));
    }

    /** As {@link #annotation}, without the address of the report and the description. */
    public Optional<KeptQuality> kept() {
        return kept;
    }

    /** The numbers of its summary; {@link Counts#NONE} where there is no annotation. */
    public Counts counts() {
        Counts known = counts;
        if (known == null) {
            known = kept.map(it -> Counts.of(it.summary())).orElse(Counts.NONE);
            counts = known;
        }
        return known;
    }

    /** The same state for the same reason, with another annotation. */
    public Judgement with(QualityAnnotation other) {
        return new Judgement(state, reason, Optional.of(KeptQuality.of(other, "")), "");
    }

    /** When a completed result becomes older than {@code maxAge}; empty for everything else. */
    public Optional<Instant> staleAt(Duration maxAge) {
        return kept.filter(it -> state == KeyState.COMPLETED).map(it -> after(it.timestamp(), maxAge));
    }

    /** The same, except that a completed result from before {@code now - maxAge} is {@link KeyState#STALE}. */
    public Judgement asOf(Instant now, Duration maxAge) {
        return staleAt(maxAge).filter(it -> !now.isBefore(it)).isPresent() ? stale() : this;
    }

    /** How long ago the scan ended; never negative. */
    public Optional<Duration> age(Instant now) {
        return kept.map(it -> Duration.between(it.timestamp(), now)).map(it -> it.isNegative() ? Duration.ZERO : it);
    }

    private Judgement stale() {
        Optional<String> since = kept.map(it -> "scanned at " + it.timestamp());
        return new Judgement(KeyState.STALE, since, kept, common);
    }

    private static KeyState stateOf(FailureReason reason) {
        return reason == FailureReason.NOT_APPLICABLE ? KeyState.NOT_APPLICABLE : KeyState.FAILED;
    }

    /** Years out of Instant's range never get stale and never throw. */
    private static Instant after(Instant start, Duration span) {
        return start.isAfter(Instant.MAX.minus(span)) ? Instant.MAX : start.plus(span);
    }
}
