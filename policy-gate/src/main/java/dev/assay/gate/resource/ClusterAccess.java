package dev.assay.gate.resource;

import dev.assay.cluster.ClusterException;
import dev.assay.cluster.ClusterListing;
import dev.assay.cluster.ImageObject;
import dev.assay.cluster.Workload;
import dev.assay.contract.image.ImageDigest;
import dev.assay.gate.policy.Waiver;
import dev.assay.gate.policy.WaiverSet;
import dev.assay.gate.preview.ClusterState;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** A cluster, with the rights of whoever runs a command. */
public final class ClusterAccess implements AutoCloseable {
    /** Somebody is waiting for it; the client's own number is for services, and takes half a minute. */
    private static final int MAX_RETRIES = 2;

    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;

    private ClusterAccess(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Sends nothing yet.
     *
     * @param kubeconfig empty for the one that {@code kubectl} would find
     * @param context of the kubeconfig; empty for its current one
     * @throws IllegalArgumentException when the file can't be read
     */
    public static ClusterAccess of(Optional<Path> kubeconfig, Optional<String> context) {
        String name = context.orElse(null);
        if (kubeconfig.isEmpty()) {
            return of(Config.autoConfigure(name));
        }
        if (!Files.isReadable(kubeconfig.get())) {
            throw new IllegalArgumentException(kubeconfig.get() + ": there is no such file, or it can't be read");
        }
        return of(Config.fromKubeconfig(name, kubeconfig.get().toFile()));
    }

    private static ClusterAccess of(Config config) {
        Config impatient = new ConfigBuilder(config)
                .withRequestRetryBackoffLimit(MAX_RETRIES)
                .build();
        return new ClusterAccess(
                new KubernetesClientBuilder().withConfig(impatient).build());
    }

    /**
     * Images, Pods and exceptions as they are now.
     *
     * @param platform the namespace whose exceptions hold everywhere
     * @param progress told of what is read, and how many of it there are so far
     * @throws ClusterException with what can't be read, and what to do about it
     */
    public ClusterState read(Optional<String> platform, BiConsumer<String, Integer> progress) {
        ClusterListing listing = new ClusterListing(client);
        List<ImageObject> images = listing.images(it -> progress.accept("Images", it));
        Map<ImageDigest, Set<Workload>> running = listing.running(it -> progress.accept("Pods", it));
        return new ClusterState(images, running, WaiverSet.of(exceptions(), platform));
    }

    /** Without those that can't be read, since they accept nothing. */
    private List<Waiver> exceptions() {
        ResourceClient resources = ResourceClient.ofExceptions(client);
        PolicyReader reader = new PolicyReader();
        List<Waiver> waivers = new ArrayList<>();
        for (GenericKubernetesResource object : list(resources)) {
            try {
                waivers.add(reader.readException(
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName(),
                        resources.spec(object)));
            } catch (BrokenPolicyException unreadable) {
                // Its status says so.
            }
        }
        return waivers;
    }

    /** None where the kind isn't defined. */
    private static List<GenericKubernetesResource> list(ResourceClient resources) {
        try {
            return resources.list();
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND) {
                return List.of();
            }
            throw new ClusterException(resources.kind() + " objects can't be listed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
