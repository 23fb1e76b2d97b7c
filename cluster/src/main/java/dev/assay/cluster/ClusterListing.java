package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** The cluster as it is, listed once and page by page: for commands, which end, and need no watch. */
public final class ClusterListing {
    private static final long PAGE_SIZE = 500;

    /** A list that takes longer than the API server remembers what it was made of begins anew. */
    private static final int MAX_BEGINNINGS = 3;

    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;

    private final KubernetesClient client;

    public ClusterListing(KubernetesClient client) {
        this.client = client;
        client.getKubernetesSerialization().registerKubernetesResource(ImageResource.class);
    }

    /**
     * All Images whose name is a digest.
     *
     * @param progress told how many there are so far
     * @throws ClusterException with what to do about it
     */
    public List<ImageObject> images(IntConsumer progress) {
        List<ImageObject> images = new ArrayList<>();
        list(
                "Images",
                client.resources(ImageResource.class)::list,
                images::clear,
                page -> page.stream()
                        .flatMap(it -> it.read().stream())
                        .map(ImageObject::compact)
                        .forEach(images::add),
                progress);
        return images;
    }

    /**
     * As {@link Workloads#running}.
     *
     * @param progress told how many Pods there are so far
     * @throws ClusterException with what to do about it
     */
    public Map<ImageDigest, Set<Workload>> running(IntConsumer progress) {
        KnownPods pods = new KnownPods(new KnownRollouts(Duration.ZERO, 0, Clock.systemUTC()), () -> {});
        list(
                "Pods",
                client.pods().inAnyNamespace()::list,
                () -> pods.keySet().forEach(pods::remove),
                page -> page.forEach(it -> pods.put(pods.getKey(it), it)),
                progress);
        return pods.running();
    }

    private static <T extends HasMetadata> void list(
            String what,
            Function<ListOptions, ? extends KubernetesResourceList<T>> pages,
            Runnable begin,
            Consumer<List<T>> take,
            IntConsumer progress) {
        for (int beginning = 1; ; beginning++) {
            begin.run();
            try {
                list(pages, take, progress);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != GONE || beginning == MAX_BEGINNINGS) {
                    ListTrouble trouble = ListTrouble.of(e);
                    String advice = trouble.status() == FORBIDDEN
                            ? "it takes the right to list them, in all namespaces"
                            : trouble.advice();
                    throw new ClusterException(what + " can't be listed: " + trouble.message() + "; " + advice, e);
                }
            }
        }
    }

    private static <T extends HasMetadata> void list(
            Function<ListOptions, ? extends KubernetesResourceList<T>> pages,
            Consumer<List<T>> take,
            IntConsumer progress) {
        int sum = 0;
        String next = "";
        do {
            KubernetesResourceList<T> page = pages.apply(new ListOptionsBuilder()
                    .withLimit(PAGE_SIZE)
                    .withContinue(next.isEmpty() ? null : next)
                    .build());
            take.accept(page.getItems());
            sum += page.getItems().size();
            progress.accept(sum);
            String token = page.getMetadata().getContinue();
            next = token == null ? "" : token;
        } while (!next.isEmpty());
    }
}
