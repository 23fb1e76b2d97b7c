package dev.assay.gate.policy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A place where policies come from. Thread-safe. */
public interface PolicySource {
    /** Empty until it is known which policies there are. */
    Optional<PolicySet> policies();

    /** Calls {@code listener} after each change of {@link #policies()}, on any thread; it must return at once. */
    void onChange(Runnable listener);

    /**
     * Shows beside its policies what they make of images, where there is a place for it.
     *
     * @param counts by name; a policy without any is about no image
     * @param tripped names of policies that deny nothing new, since they denied too much
     */
    default void show(Map<String, PolicyCounts> counts, Set<String> tripped) {}
}
