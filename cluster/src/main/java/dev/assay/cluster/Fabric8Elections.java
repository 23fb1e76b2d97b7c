package dev.assay.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Elections on fabric8's leader elector. */
@ApplicationScoped
class Fabric8Elections implements Elections {
    private final KubernetesClient client;

    Fabric8Elections(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Candidacy stand(Rules rules, Runnable onChange) {
        String namespace = rules.namespace()
                .or(() -> Optional.ofNullable(client.getNamespace()))
                .orElse("default");
        Fabric8Candidacy candidacy = new Fabric8Candidacy(client, rules, namespace, identity(), onChange);
        candidacy.start();
        return candidacy;
    }

    /** The host's name, in a cluster the Pod's, for people; the rest tells a process from the one before it. */
    private static String identity() {
        String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("assay");
        return host + "_" + UUID.randomUUID();
    }
}
