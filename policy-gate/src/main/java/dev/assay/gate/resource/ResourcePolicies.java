package dev.assay.gate.resource;

import dev.assay.gate.config.GateConfig;
import dev.assay.gate.policy.PolicyCounts;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.PolicySource;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The cluster's policy objects, when they are wanted. */
@ApplicationScoped
class ResourcePolicies implements PolicySource {
    private static final int WAITING_TASKS = 1_000;

    private final ThreadPoolExecutor background = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_TASKS),
            task -> new Thread(task, "gate-policies"),
            new ThreadPoolExecutor.DiscardPolicy());
    private final Optional<PolicyObjects> objects;

    ResourcePolicies(GateConfig config, Instance<KubernetesClient> client, Instance<Clock> clocks) {
        Clock clock = clocks.isResolvable() ? clocks.get() : Clock.systemUTC();
        this.objects = config.policyResources()
                ? Optional.of(new PolicyObjects(new ResourceClient(client.get()), background, clock))
                : Optional.empty();
    }

    @PostConstruct
    void start() {
        objects.ifPresent(PolicyObjects::start);
    }

    @PreDestroy
    void stop() {
        objects.ifPresent(PolicyObjects::close);
        background.shutdownNow();
    }

    @Override
    public Optional<PolicySet> policies() {
        return objects.map(PolicyObjects::policies).orElse(Optional.of(PolicySet.EMPTY));
    }

    @Override
    public void show(Map<String, PolicyCounts> counts) {
        objects.ifPresent(it -> it.show(counts));
    }

    @Override
    public void onChange(Runnable listener) {
        objects.ifPresent(it -> it.onChange(listener));
    }
}
