package dev.assay.gate.policy;

import java.util.Optional;

/** A place where policies come from. Thread-safe. */
public interface PolicySource {
    /** Empty until it is known which policies there are. */
    Optional<PolicySet> policies();

    /** Calls {@code listener} after each change of {@link #policies()}, on any thread; it must return at once. */
    void onChange(Runnable listener);

    /** Shows beside its policies what they make of the cluster, where there is a place for it. */
    default void show(PolicyEffects effects) {}
}
