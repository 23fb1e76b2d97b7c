package dev.assay.scanner.openscap.oval;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Elements of a feed together with all that they refer to, in an order of their own: by section and id. */
record Closure(Map<Section, Map<String, Piece>> elements) {
    /** @param ids of definitions or tests; those that the feed does not have are left out */
    static Closure of(OvalFeed feed, Collection<String> ids) {
        Map<Section, Map<String, Piece>> needed = new EnumMap<>(Section.class);
        Deque<String> open = new ArrayDeque<>(ids);
        while (!open.isEmpty()) {
            String id = open.pop();
            feed.parts().forEach((section, pieces) -> {
                Piece piece = pieces.get(id);
                if (piece != null
                        && needed.computeIfAbsent(section, it -> new TreeMap<>())
                                        .put(id, piece)
                                == null) {
                    piece.references().forEach(open::push);
                }
            });
        }
        return new Closure(needed);
    }

    Collection<Piece> pieces(Section section) {
        return elements.getOrDefault(section, Map.of()).values();
    }

    Set<String> definitions() {
        return elements.getOrDefault(Section.DEFINITIONS, Map.of()).keySet();
    }
}
