package dev.assay.scanner.openscap.oval;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A feed, indexed: read-only, and shared by all scans with that content.
 *
 * @param generator the feed's own, as text
 * @param definitions by id
 * @param parts tests, objects, states and variables by id
 * @param gates what kinds of definitions require beside packages, such as the test for "this is Debian 12", without those
 *     that require still more than another; a single empty set when there is a kind that requires nothing of that sort
 * @param candidates which definitions an image's packages leave open
 * @param keys what is remembered of results goes by
 */
record OvalFeed(
        Pieces pieces,
        Piece generator,
        Map<String, Definition> definitions,
        Map<Section, Map<String, Piece>> parts,
        PackageFacts packages,
        List<Set<String>> gates,
        CandidateIndex candidates,
        ResultKeys keys) {

    /** How many definitions can become findings. */
    int examined() {
        return (int) definitions.values().stream().filter(Definition::isFinding).count();
    }

    /** Whether it is the id of a definition that can become a finding. */
    boolean isFinding(String id) {
        return Optional.ofNullable(definitions.get(id))
                .filter(Definition::isFinding)
                .isPresent();
    }
}
