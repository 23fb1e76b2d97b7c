package dev.assay.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** Why Images can't be listed or watched, and what a person can do about it. */
record ListTrouble(int status, String message) {
    private static final int MAX_CAUSES = 10;

    static ListTrouble of(Throwable failure) {
        Throwable cause = failure;
        Throwable last = failure;
        for (int depth = 0; depth < MAX_CAUSES && cause != null; depth++, cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException answer && answer.getCode() > 0) {
                return new ListTrouble(answer.getCode(), messageOf(answer));
            }
            last = cause.getMessage() == null ? last : cause;
        }
        // The client's own message names what was asked; why it failed is at the other end.
        return new ListTrouble(0, messageOf(last));
    }

    String advice() {
        return switch (status) {
            case 404 ->
                "this cluster has no Images (image.openshift.io/v1): point Assay at an OpenShift cluster,"
                        + " or at an API server that serves Images";
            case 401 ->
                "the API server does not accept the credentials: check the service account's token"
                        + " or the kubeconfig";
            case 403 ->
                "grant list and watch on images.image.openshift.io to Assay's service account,"
                        + " for instance by the ClusterRole system:image-auditor";
            default -> "none is needed if the API server comes back by itself; otherwise check its address and network";
        };
    }

    private static String messageOf(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.length() <= 300 ? message : message.substring(0, 300) + "…";
    }
}
