package dev.assay.cluster;

import java.util.Comparator;

/**
 * What people know Pods by: the controller that they would change to have other Pods, or the Pod, where it has none.
 *
 * @param kind such as {@code Deployment}
 */
public record Workload(String namespace, String kind, String name) implements Comparable<Workload> {
    private static final Comparator<Workload> ORDER = Comparator.comparing(Workload::namespace)
            .thenComparing(Workload::kind)
            .thenComparing(Workload::name);

    @Override
    public int compareTo(Workload other) {
        return ORDER.compare(this, other);
    }

    /** Within its namespace: {@code Deployment/cart}. */
    public String title() {
        return kind + "/" + name;
    }
}
