package dev.assay.cluster;

/** What the cluster's controllers run, or ran a short while ago. Thread-safe. Starts to watch Pods at its first use. */
public interface Rollouts {
    /** Whether there is a Pod of it, or was one within the time that is remembered. False as long as Pods are not known. */
    boolean isKnown(Rollout rollout);

    /** Whether the first list of Pods is complete. Before that, not being known means nothing. */
    boolean isComplete();
}
