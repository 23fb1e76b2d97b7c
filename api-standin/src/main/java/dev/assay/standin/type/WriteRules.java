package dev.assay.standin.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What sets a resource apart when it is written.
 *
 * @param unconditionalUpdate whether a PUT may leave the resourceVersion out
 * @param immutableFields members that keep their stored value on update, silently
 * @param initialStatus the status of a new object, whatever its creator sent
 * @param countsGenerations whether metadata.generation goes up with every change of the specification
 */
public record WriteRules(
        NameRule nameRule,
        boolean unconditionalUpdate,
        List<String> immutableFields,
        Optional<ObjectNode> initialStatus,
        boolean countsGenerations) {
    public WriteRules {
        immutableFields = List.copyOf(immutableFields);
    }

    static WriteRules ofCustomResources() {
        return new WriteRules(NameRule.SUBDOMAIN, false, List.of(), Optional.empty(), true);
    }
}
