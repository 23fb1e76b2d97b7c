package dev.assay.scanner.pull;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a scanner wants to see, told in a way that spares the way through folders in which it wants nothing. A plain
 * predicate does as well; in images with farms of links, this one is what keeps the number of paths small.
 */
public interface WantedPaths extends Predicate<String> {
    /** Whether {@link #test} may hold for any path below {@code directory}. May be true too often, never false. */
    boolean mayHoldBelow(String directory);

    /**
     * Whether the content of a file of that path is kept when a layer is read by itself, and it is not known yet what
     * the other layers make of it. Has no effect; asked by several threads.
     */
    default boolean isWorthKeeping(String path) {
        return test(path);
    }

    /**
     * A name for {@link #isWorthKeeping}, another one whenever that answers otherwise. What was kept of a layer under a
     * name serves every image with that layer, and what was extracted of an image stays with its reports, so that the next
     * scan for the same selection needs no registry. Empty: nothing is kept beyond this scan.
     */
    default Optional<String> selection() {
        return Optional.empty();
    }

    /** For a predicate that does not say, everything may be wanted everywhere. */
    static WantedPaths of(Predicate<String> wanted) {
        return wanted instanceof WantedPaths paths ? paths : new Everywhere(wanted);
    }

    /** Looks everywhere. */
    record Everywhere(Predicate<String> wanted) implements WantedPaths {
        @Override
        public boolean test(String path) {
            return wanted.test(path);
        }

        @Override
        public boolean mayHoldBelow(String directory) {
            return true;
        }
    }
}
