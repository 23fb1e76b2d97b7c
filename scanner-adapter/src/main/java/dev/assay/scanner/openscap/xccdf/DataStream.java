package dev.assay.scanner.openscap.xccdf;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a SCAP source data stream holds, as far as we need to know it before oscap reads it.
 *
 * @param rules by id
 * @param otherIds those of groups and values, which profiles refer to as well
 */
record DataStream(List<Profile> profiles, Map<String, Rule> rules, Set<String> otherIds) {
    /** Those that must not be evaluated, since nothing but the extraction would be judged. */
    List<Rule> uncheckable() {
        return rules.values().stream().filter(it -> !it.isCheckable()).toList();
    }

    boolean has(String id) {
        return rules.containsKey(id) || otherIds.contains(id);
    }
}
