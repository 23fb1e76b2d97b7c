package dev.assay.cluster;

import java.time.Duration;
import java.util.Optional;

/** Lets one of several processes act, by a Lease (coordination.k8s.io/v1) of the cluster. */
public interface Elections {
    /** Takes part until the candidacy is closed. Does not wait for the API server. */
    Candidacy stand(Rules rules, Runnable onChange);

    /**
     * The same for all candidates. Clocks of machines have to agree as well as the duration is longer than the deadline.
     *
     * @param namespace of the Lease; by default our own, or {@code default} outside of a cluster
     * @param name of the Lease
     * @param duration after which a leader that is no longer heard of is followed by another, whole seconds
     * @param renewDeadline after which a leader that can't renew gives up; shorter than the duration
     * @param retryPeriod how often the Lease is renewed, or tried for
     */
    record Rules(
            Optional<String> namespace, String name, Duration duration, Duration renewDeadline, Duration retryPeriod) {}
}
