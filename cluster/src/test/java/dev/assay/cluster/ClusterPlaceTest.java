package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterPlaceTest {
    private static final String DEFAULT = "https://kubernetes.default.svc/";

    @Test
    void shouldSayThatNobodyNamedACluster() {
        assertThat(trouble(DEFAULT, Map.of()))
                .hasValueSatisfying(it -> assertThat(it).contains("KUBECONFIG", "is not set", "~/.kube/config"));
        assertThat(trouble(DEFAULT, Map.of("KUBECONFIG", "/no/such/file")))
                .hasValueSatisfying(it -> assertThat(it).contains("KUBECONFIG", "/no/such/file"));
    }

    @Test
    void shouldBeContentWithAClusterThatIsNamed() {
        assertThat(trouble("https://api.example.test:6443/", Map.of())).isEmpty();
    }

    @Test
    void shouldBeContentInAPod() {
        assertThat(trouble(DEFAULT, Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1")))
                .isEmpty();
    }

    private static Optional<String> trouble(String url, Map<String, String> environment) {
        return ClusterPlace.trouble(
                new ConfigBuilder().withAutoConfigure(false).withMasterUrl(url).build(), environment);
    }
}
