package dev.assay.scanner.openscap.oval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which definitions may be true of an image, by the names of its packages. Of a feed's tens of thousands few are about
 * packages of any one image, so that to ask each of them would cost more than all else that is done with the feed.
 */
final class CandidateIndex {
    private final PackageFacts packages;
    /** Those that may be true without any package that is known by name. */
    private final List<Definition> always = new ArrayList<>();
    /** Those that are false unless one of their packages is there. */
    private final Map<String, List<Definition>> byName = new HashMap<>();

    CandidateIndex(Collection<Definition> definitions, PackageFacts packages) {
        this.packages = packages;
        definitions.forEach(this::add);
    }

    private void add(Definition definition) {
        if (!isSurelyFalse(definition, Set.of())) {
            always.add(definition);
            return;
        }
        definition
                .criteria()
                .tests()
                .flatMap(test -> packages.packagesOf(test).stream())
                .distinct()
                .forEach(name ->
                        byName.computeIfAbsent(name, it -> new ArrayList<>()).add(definition));
    }

    /** In no order that means anything. */
    List<Definition> of(Set<String> namesPresent) {
        Predicate<Definition> mayBeTrue = it -> !isSurelyFalse(it, namesPresent);
        Set<Definition> about = new LinkedHashSet<>();
        namesPresent.forEach(name -> about.addAll(byName.getOrDefault(name, List.of())));
        return Stream.concat(always.stream(), about.stream().filter(mayBeTrue)).toList();
    }

    private boolean isSurelyFalse(Definition definition, Set<String> namesPresent) {
        return definition.criteria().isSurelyFalse(test -> packages.isSurelyFalse(test, namesPresent));
    }
}
