package dev.assay.gate.policy;

import dev.assay.cluster.ImageObject;
import dev.assay.cluster.Workload;
import dev.assay.contract.image.ImageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whom policies hit: the workloads that run images which fail them. As admission has it, a Pod is affected by what its image fails, by
 * what the index fails that the image is a platform of, and, where it runs an index, by what a platform of it fails.
 */
public final class AffectedWorkloads {
    private final Function<ImageDigest, Set<String>> failedBy;
    private final BiPredicate<ImageDigest, String> isLetIn;

    /**
     * @param failedBy the policies that an image fails
     * @param isLetIn whether an image may run in a namespace whatever policies say
     */
    public AffectedWorkloads(Function<ImageDigest, Set<String>> failedBy, BiPredicate<ImageDigest, String> isLetIn) {
        this.failedBy = failedBy;
        this.isLetIn = isLetIn;
    }

    /**
     * Everybody who is affected.
     *
     * @param running by the digests that run
     * @return by policy; without those that affect none
     */
    public Map<String, Set<Workload>> byPolicy(
            Collection<ImageObject> images, Map<ImageDigest, Set<Workload>> running) {
        Map<ImageDigest, Set<Workload>> users = users(images, running);
        Map<String, Set<Workload>> affected = new TreeMap<>();
        users.forEach((digest, workloads) -> {
            for (String policy : failedBy.apply(digest)) {
                for (Workload workload : workloads) {
                    if (!isLetIn.test(digest, workload.namespace())) {
                        affected.computeIfAbsent(policy, it -> new TreeSet<>()).add(workload);
                    }
                }
            }
        });
        return affected;
    }

    /**
     * By the digests of Images, the workloads that their failing would affect.
     *
     * @param running by the digests that run
     */
    public static Map<ImageDigest, Set<Workload>> users(
            Collection<ImageObject> images, Map<ImageDigest, Set<Workload>> running) {
        Map<ImageDigest, Set<Workload>> users = new HashMap<>(running);
        for (ImageObject image : images) {
            for (ImageDigest platform : image.platforms()) {
                add(users, image.digest(), running.get(platform));
                add(users, platform, running.get(image.digest()));
            }
        }
        return users;
    }

    private static void add(
            Map<ImageDigest, Set<Workload>> users, ImageDigest digest, @Nullable Set<Workload> workloads) {
        if (workloads != null) {
            users.merge(digest, workloads, AffectedWorkloads::union);
        }
    }

    private static Set<Workload> union(Set<Workload> one, Set<Workload> other) {
        Set<Workload> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }
}
