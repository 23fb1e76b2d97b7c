package dev.assay.gate.resource;

import dev.assay.gate.config.GateConfig;
import dev.assay.gate.policy.PolicyEffects;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.PolicySource;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.Optional;

/** The cluster's policy objects, when they are wanted. */
@ApplicationScoped
class ResourcePolicies implements PolicySource {
    private final Optional<PolicyObjects> objects;

    ResourcePolicies(
            GateConfig config, Instance<KubernetesClient> client, BackgroundWork background, Instance<Clock> clocks) {
        Clock clock = clocks.isResolvable() ? clocks.get() : Clock.systemUTC();
        this.objects = config.policyResources()
                ? Optional.of(new PolicyObjects(client.get(), background, clock))
                : Optional.empty();
    }

    @PostConstruct
    void start() {
        objects.ifPresent(PolicyObjects::start);
    }

    @PreDestroy
    void stop() {
        objects.ifPresent(PolicyObjects::close);
    }

    @Override
    public Optional<PolicySet> policies() {
        return objects.map(PolicyObjects::policies).orElse(Optional.of(PolicySet.EMPTY));
    }

    @Override
    public void show(PolicyEffects effects) {
        objects.ifPresent(it -> it.show(effects));
    }

    @Override
    public void onChange(Runnable listener) {
        objects.ifPresent(it -> it.onChange(listener));
    }
}
