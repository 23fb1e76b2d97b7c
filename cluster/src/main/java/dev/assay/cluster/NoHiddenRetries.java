package dev.assay.cluster;

import io.fabric8.kubernetes.client.Config;
import io.quarkus.kubernetes.client.KubernetesConfigCustomizer;
import jakarta.inject.Singleton;

/**
 * Turns the client's own retries off. By default it tries 429, 5xx and broken connections up to ten times by itself,
 * which takes minutes, without a log line and without the caller's bounds. Here the informer tries its list and watch
 * again, and whoever writes decides on a {@link PatchOutcome.Unavailable}.
 */
@Singleton
final class NoHiddenRetries implements KubernetesConfigCustomizer {
    @Override
    public void customize(Config config) {
        config.setRequestRetryBackoffLimit(0);
    }
}
