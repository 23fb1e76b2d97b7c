package dev.assay.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Elections of a client that a test makes, and kills, itself. */
public final class RealElections {
    private RealElections() {}

    public static Elections of(KubernetesClient client) {
        return new Fabric8Elections(client);
    }
}
