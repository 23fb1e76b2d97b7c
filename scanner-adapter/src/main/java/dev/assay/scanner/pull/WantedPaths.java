package dev.assay.scanner.pull;

import java.util.function.Predicate;

/**
 * What a scanner wants to see, told in a way that spares the way through folders in which it wants nothing. A plain
 * predicate does as well; in images with farms of links, this one is what keeps the number of paths small.
 */
public interface WantedPaths extends Predicate<String> {
    /** Whether {@link #test} may hold for any path below {@code directory}. May be true too often, never false. */
    boolean mayHoldBelow(String directory);

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
