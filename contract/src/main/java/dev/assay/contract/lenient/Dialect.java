package dev.assay.contract.lenient;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** JSON with some liberties, or with none. Thread-safe. */
final class Dialect {
    static final int MAX_DEPTH = 20;

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(100)
            .maxNameLength(1_000)
            .maxStringLength(LooseJson.MAX_LENGTH)
            .maxDocumentLength(LooseJson.MAX_LENGTH)
            .build();

    static final Dialect STRICT = new Dialect(EnumSet.noneOf(Liberty.class));
    static final Dialect LOOSE = new Dialect(EnumSet.allOf(Liberty.class));
    private static final Map<Liberty, Dialect> LOOSE_WITHOUT = looseWithoutOne();

    private final JsonFactory factory;

    private Dialect(Set<Liberty> liberties) {
        JsonFactoryBuilder builder = new JsonFactoryBuilder();
        liberties.forEach(it -> builder.enable(it.feature()));
        // Names come from strangers: no table that outlives one value, and none whose collisions can be forced.
        factory = builder.streamReadConstraints(BOUNDS)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
    }

    /** {@link #LOOSE} less one liberty; what can't be read this way takes that liberty. */
    static Dialect looseWithout(Liberty liberty) {
        return LOOSE_WITHOUT.getOrDefault(liberty, LOOSE);
    }

    JsonParser parser(String text) throws IOException {
        return factory.createParser(text);
    }

    private static Map<Liberty, Dialect> looseWithoutOne() {
        Map<Liberty, Dialect> dialects = new EnumMap<>(Liberty.class);
        for (Liberty liberty : Liberty.values()) {
            dialects.put(liberty, new Dialect(EnumSet.complementOf(EnumSet.of(liberty))));
        }
        return dialects;
    }
}
