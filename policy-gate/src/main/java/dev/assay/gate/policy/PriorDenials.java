package dev.assay.gate.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which policies deny an image so far, as the Image itself says: it survives a restart.
 *
 * @param findingsByPolicy what they gave as findings
 * @param incomplete whether there were more than could be written down
 */
public record PriorDenials(Map<String, List<String>> findingsByPolicy, boolean incomplete) {
    public static final PriorDenials NONE = new PriorDenials(Map.of(), false);

    public PriorDenials {
        findingsByPolicy = Map.copyOf(findingsByPolicy);
    }

    /** The findings given, when {@code policy} denies the image so far or might. */
    Optional<List<String>> by(String policy) {
        Optional<List<String>> known = Optional.ofNullable(findingsByPolicy.get(policy));
        return known.isEmpty() && incomplete ? Optional.of(List.of()) : known;
    }
}
