package dev.assay.gate.reconcile;

import dev.assay.gate.policy.Policy;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.PolicySource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Policies that a test changes. */
final class FakePolicies implements PolicySource {
    private final List<Runnable> listeners = new ArrayList<>();
    private Optional<PolicySet> policies = Optional.empty();

    void set(Policy... all) {
        policies = Optional.of(new PolicySet(List.of(all), List.of()));
        listeners.forEach(Runnable::run);
    }

    @Override
    public Optional<PolicySet> policies() {
        return policies;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
