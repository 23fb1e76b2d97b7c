package dev.assay.scanner.openscap.xccdf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a SCAP source data stream holds, as far as we need to know it before oscap reads it.
 *
 * @param rules by id
 */
record DataStream(List<Profile> profiles, Map<String, Rule> rules) {
    /** @param name a whole id, or what stands behind {@code _profile_} in it */
    Optional<Profile> profile(String name) {
        return profiles.stream().filter(it -> it.isNamed(name)).findFirst();
    }

    /** Those that must not be evaluated, since nothing but the extraction would be judged. */
    List<Rule> uncheckable() {
        return rules.values().stream().filter(it -> !it.isCheckable()).toList();
    }
}
