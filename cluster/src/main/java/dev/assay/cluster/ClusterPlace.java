package dev.assay.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says at start when nobody said where the cluster is: the client then takes a name that means nothing outside of Pods. */
@ApplicationScoped
class ClusterPlace {
    private static final Logger LOG = Logger.getLogger(ClusterPlace.class);

    /** What Kubernetes sets in every Pod. */
    private static final String IN_POD = "KUBERNETES_SERVICE_HOST";

    void announce(@Observes StartupEvent event, KubernetesClient client) {
        trouble(client.getConfiguration(), System.getenv())
                .ifPresent(it -> LOG.warnf("no cluster is configured detail=%s", it));
    }

    /** Why it is not known which cluster is meant; empty when it is. */
    static Optional<String> trouble(Config config, Map<String, String> environment) {
        if (!config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL) || environment.containsKey(IN_POD)) {
            return Optional.empty();
        }
        String kubeconfig = environment.getOrDefault("KUBECONFIG", "");
        return Optional.of((kubeconfig.isEmpty()
                        ? "KUBECONFIG is not set"
                        : "KUBECONFIG is " + kubeconfig + ", which can't be read or names none")
                + ", there is no ~/.kube/config, and this is no Pod with a service account; set KUBECONFIG to a file that"
                + " names a cluster");
    }
}
