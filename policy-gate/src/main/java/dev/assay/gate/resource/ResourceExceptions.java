package dev.assay.gate.resource;

import dev.assay.gate.config.GateConfig;
import dev.assay.gate.policy.Waiver;
import dev.assay.gate.policy.WaiverSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The cluster's exceptions, when they are wanted. */
@ApplicationScoped
class ResourceExceptions implements WaiverSource {
    private final Optional<ExceptionObjects> objects;

    ResourceExceptions(
            GateConfig config, Instance<KubernetesClient> client, BackgroundWork background, Instance<Clock> clocks) {
        Clock clock = clocks.isResolvable() ? clocks.get() : Clock.systemUTC();
        this.objects = config.exceptionResources()
                ? Optional.of(new ExceptionObjects(client.get(), background, clock))
                : Optional.empty();
    }

    @PostConstruct
    void start() {
        objects.ifPresent(ExceptionObjects::start);
    }

    @PreDestroy
    void stop() {
        objects.ifPresent(ExceptionObjects::close);
    }

    @Override
    public Optional<List<Waiver>> waivers() {
        return objects.map(ExceptionObjects::waivers).orElse(Optional.of(List.of()));
    }

    @Override
    public void onChange(Runnable listener) {
        objects.ifPresent(it -> it.onChange(listener));
    }
}
