package dev.assay.scanner.planner;

import dev.assay.cluster.Candidacy;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Whether this planner sends: unless somebody paused it, and, where there are several, only the one that leads. Where there
 * are several, a pause is theirs together and outlasts each of them. Thread-safe.
 */
final class Duty implements AutoCloseable {
    static final String PAUSED = "assay.dev/paused";

    private static final Logger LOG = Logger.getLogger(Duty.class);

    private final Optional<Function<Runnable, Candidacy>> election;
    private final Runnable onChange;
    private volatile Optional<Candidacy> candidacy = Optional.empty();
    private volatile boolean pausedHere;
    private Standing known;

    /**
     * @param paused as long as nobody has said otherwise
     * @param election stands for the lead, and is told whom to call when that or a note has changed; empty where this
     *     planner is the only one
     * @param onChange called when it may send and might not before, or the other way round
     */
    Duty(boolean paused, Optional<Function<Runnable, Candidacy>> election, Runnable onChange) {
        this.pausedHere = paused;
        this.election = election;
        this.onChange = onChange;
        this.known = new Standing(paused, election.isEmpty());
    }

    void start() {
        if (pausedHere) {
            LOG.info("planner starts paused setting=assay.planner.paused");
        }
        candidacy = election.map(it -> it.apply(this::changed));
        changed();
    }

    boolean acts() {
        return leads() && !isPaused();
    }

    boolean leads() {
        return candidacy.map(Candidacy::leads).orElse(election.isEmpty());
    }

    boolean isPaused() {
        return candidacy
                .flatMap(it -> it.note(PAUSED))
                .map(Boolean::parseBoolean)
                .orElse(pausedHere);
    }

    /** @throws dev.assay.cluster.ClusterException when the others can't be told; then nothing has changed */
    void pause(boolean paused) {
        candidacy.ifPresentOrElse(it -> it.note(PAUSED, Boolean.toString(paused)), () -> pausedHere = paused);
        changed();
    }

    /** Sends nothing more, and gives the lead back. */
    @Override
    public void close() {
        candidacy.ifPresent(Candidacy::close);
    }

    private void changed() {
        Standing now = new Standing(isPaused(), leads());
        Standing before = swap(now);
        if (now.paused != before.paused) {
            LOG.infof("planner %s", now.paused ? "paused, no scan is asked for" : "resumed");
        }
        if (!now.equals(before)) {
            onChange.run();
        }
    }

    private synchronized Standing swap(Standing now) {
        Standing before = known;
        known = now;
        return before;
    }

    private record Standing(boolean paused, boolean leads) {}
}
