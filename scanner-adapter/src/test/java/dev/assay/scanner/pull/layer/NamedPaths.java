package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.WantedPaths;
import java.util.Optional;
import java.util.function.Predicate;

/** A selection with a name, so that what is read for it may be kept. */
public record NamedPaths(String name, Predicate<String> paths) implements WantedPaths {
    /** Everything below {@code etc}. */
    public static final NamedPaths ETC = new NamedPaths("etc", path -> path.startsWith("etc/"));

    public static final NamedPaths ALL = new NamedPaths("all", path -> true);

    @Override
    public boolean test(String path) {
        return paths.test(path);
    }

    @Override
    public boolean mayHoldBelow(String directory) {
        return true;
    }

    @Override
    public Optional<String> selection() {
        return Optional.of(name);
    }
}
