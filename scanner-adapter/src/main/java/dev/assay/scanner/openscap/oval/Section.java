package dev.assay.scanner.openscap.oval;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of a feed, in the order in which the schema wants them. */
enum Section {
    DEFINITIONS,
    TESTS,
    OBJECTS,
    STATES,
    VARIABLES;

    String element() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Section> of(String element) {
        return Stream.of(values()).filter(it -> it.element().equals(element)).findFirst();
    }
}
