package dev.assay.scanner.openscap.xccdf;

import dev.assay.scanner.openscap.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One profile of a data stream or of a tailoring file.
 *
 * @param extended the id of the profile that it builds on
 * @param selections by the id of a rule or group: whether it is part of the profile
 * @param references the ids of everything that it names
 */
record Profile(String id, Optional<String> extended, Map<String, Boolean> selections, Set<String> references) {
    Profile {
        selections = Map.copyOf(selections);
        references = Set.copyOf(references);
    }

    static Profile of(XmlElement element) {
        Map<String, Boolean> selections = new LinkedHashMap<>();
        element.children("select")
                .forEach(it -> it.attribute("idref")
                        .ifPresent(id -> selections.put(
                                id,
                                it.attribute("selected").filter(Profile::isTrue).isPresent())));
        Set<String> references = element.children()
                .flatMap(it -> it.attribute("idref").stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Profile(element.attribute("id").orElse(""), element.attribute("extends"), selections, references);
    }

    /** @param name a whole id, or what stands behind {@code _profile_} in it */
    boolean isNamed(String name) {
        return id.equals(name) || id.endsWith("_profile_" + name);
    }

    /** The part that people use. */
    String shortId() {
        int start = id.indexOf("_profile_");
        return start < 0 ? id : id.substring(start + "_profile_".length());
    }

    private static boolean isTrue(String word) {
        return word.equals("true") || word.equals("1");
    }
}
