package dev.assay.gate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All exceptions, by where they hold. Those of one namespace, the platform team's, hold in every namespace, and thereby for the
 * verdict; those of any other hold for Pods in it.
 */
public final class WaiverSet {
    public static final WaiverSet NONE = of(List.of(), Optional.empty());

    private final Waivers everywhere;
    private final Map<String, Waivers> byNamespace;

    private WaiverSet(Waivers everywhere, Map<String, Waivers> byNamespace) {
        this.everywhere = everywhere;
        this.byNamespace = Map.copyOf(byNamespace);
    }

    /** @param platform the namespace whose exceptions hold everywhere; none when empty */
    public static WaiverSet of(List<Waiver> all, Optional<String> platform) {
        List<Waiver> everywhere = new ArrayList<>();
        Map<String, List<Waiver>> byNamespace = new TreeMap<>();
        for (Waiver waiver : all) {
            if (platform.equals(Optional.of(waiver.namespace()))) {
                everywhere.add(waiver);
            } else {
                byNamespace
                        .computeIfAbsent(waiver.namespace(), namespace -> new ArrayList<>())
                        .add(waiver);
            }
        }
        Map<String, Waivers> both = new TreeMap<>();
        byNamespace.forEach((namespace, its) -> {
            its.addAll(everywhere);
            both.put(namespace, new Waivers(its));
        });
        return new WaiverSet(new Waivers(everywhere), both);
    }

    public Waivers everywhere() {
        return everywhere;
    }

    /** For each namespace with exceptions of its own: those, and those that hold everywhere. */
    public Map<String, Waivers> byNamespace() {
        return byNamespace;
    }
}
