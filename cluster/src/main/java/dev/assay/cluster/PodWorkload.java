package dev.assay.cluster;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from a Pod (v1) which workload it belongs to. */
final class PodWorkload {
    /** By which a Deployment tells its ReplicaSets apart, whose names end with it. */
    private static final String TEMPLATE_HASH = "pod-template-hash";

    /** On Pods of OpenShift's DeploymentConfigs, whose controllers are named after it. */
    private static final String DEPLOYMENT_CONFIG = "openshift.io/deployment-config.name";

    private PodWorkload() {}

    static Workload of(Pod pod) {
        ObjectMeta metadata = pod.getMetadata();
        String namespace = orEmpty(metadata.getNamespace());
        return metadata.getOwnerReferences().stream()
                .filter(it -> Boolean.TRUE.equals(it.getController()))
                .findFirst()
                .map(it -> of(namespace, it, metadata))
                .orElseGet(() -> new Workload(namespace, "Pod", orEmpty(metadata.getName())));
    }

    private static Workload of(String namespace, OwnerReference controller, ObjectMeta pod) {
        String kind = orEmpty(controller.getKind());
        String name = orEmpty(controller.getName());
        String hash = "-" + value(pod.getLabels(), TEMPLATE_HASH);
        if (kind.equals("ReplicaSet") && hash.length() > 1 && name.endsWith(hash) && name.length() > hash.length()) {
            return new Workload(namespace, "Deployment", name.substring(0, name.length() - hash.length()));
        }
        String config = value(pod.getAnnotations(), DEPLOYMENT_CONFIG);
        return kind.equals("ReplicationController") && !config.isEmpty()
                ? new Workload(namespace, "DeploymentConfig", config)
                : new Workload(namespace, kind, name);
    }

    private static String value(@Nullable Map<String, String> all, String key) {
        return Optional.ofNullable(all).map(it -> it.get(key)).orElse("");
    }

    private static String orEmpty(@Nullable String text) {
        return Optional.ofNullable(text).orElse("");
    }
}
