package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.packages.InstalledPackages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a feed can be true of one image, and the feed's gates as definitions of our own, so that "does not apply" can be
 * told from "looked at and clean".
 */
final class Cut {
    private static final int FIRST_GATE = 100;

    private final OvalFeed feed;
    private final InstalledPackages packages;
    private final Set<String> definitions;
    private final Map<String, Set<String>> gates = new LinkedHashMap<>();

    Cut(OvalFeed feed, InstalledPackages packages) {
        this.feed = feed;
        this.packages = packages;
        List<String> candidates = feed.candidates().of(packages.answeringNames()).stream()
                .map(Definition::id)
                .toList();
        definitions = Set.copyOf(Closure.of(feed, candidates).definitions());
        if (feed.gates().stream().noneMatch(Set::isEmpty)) {
            feed.gates().forEach(it -> gates.put(Canary.ID_PREFIX + "def:" + (FIRST_GATE + gates.size()), it));
        }
    }

    /** The feed's own, by id. */
    Set<String> definitions() {
        return definitions;
    }

    /** Ids; at least one has to be other than false, where there are any. */
    Set<String> gates() {
        return gates.keySet();
    }

    /** By the id of each definition and gate, what of the feed its result depends on, as a hash. */
    Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        definitions.forEach(it -> keys.put(it, feed.keys().of(it)));
        gates.forEach((id, gate) -> keys.put(id, feed.keys().ofAll(gate)));
        return keys;
    }

    /**
     * Writes what oscap has to be asked to get the results of some of them, with canaries.
     *
     * @param ids of definitions and gates
     */
    void write(Path file, Collection<String> ids) throws IOException {
        List<String> needed = new ArrayList<>();
        StringBuilder gateDefinitions = new StringBuilder();
        for (String id : new TreeSet<>(ids)) {
            Set<String> gate = gates.get(id);
            if (gate == null) {
                needed.add(id);
            } else {
                gateDefinitions.append(definition(id, gate));
                needed.addAll(gate);
            }
        }
        DefinitionsFile.write(file, feed, Closure.of(feed, needed), gateDefinitions.toString(), packages);
    }

    private String definition(String id, Set<String> gate) {
        return Canary.definition(
                id,
                "AND",
                gate.stream()
                        .sorted()
                        .map(it -> feed.definitions().containsKey(it) ? Canary.extension(it) : Canary.criterion(it))
                        .toList());
    }
}
