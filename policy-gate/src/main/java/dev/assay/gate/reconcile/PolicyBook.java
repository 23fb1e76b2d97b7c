package dev.assay.gate.reconcile;

import dev.assay.gate.policy.PolicyEffects;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.PolicySource;
import java.util.List;
import java.util.Optional;

/** The policies of all sources together. */
final class PolicyBook {
    private final List<PolicySource> sources;

    PolicyBook(List<PolicySource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Empty until every source knows its policies: half of them would set free what the other half denies. */
    Optional<PolicySet> policies() {
        PolicySet all = PolicySet.EMPTY;
        for (PolicySource source : sources) {
            Optional<PolicySet> its = source.policies();
            if (its.isEmpty()) {
                return Optional.empty();
            }
            all = all.and(its.get());
        }
        return Optional.of(all);
    }

    void show(PolicyEffects effects) {
        sources.forEach(it -> it.show(effects));
    }

    void onChange(Runnable listener) {
        sources.forEach(it -> it.onChange(listener));
    }
}
