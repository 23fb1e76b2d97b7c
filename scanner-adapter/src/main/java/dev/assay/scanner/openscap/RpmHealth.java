package dev.assay.scanner.openscap;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/** Says, at start and when asked, whether images with RPM packages can be looked at here. */
@Wellness
@ApplicationScoped
class RpmHealth implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(RpmHealth.class);

    private final OpenScapScanner scanner;

    RpmHealth(OpenScapScanner scanner) {
        this.scanner = scanner;
    }

    void announce(@Observes StartupEvent event) throws InterruptedException {
        scanner.rpmTrouble().ifPresent(it -> LOG.warnf("no RPM database can be looked into detail=%s", it));
    }

    @Override
    public HealthCheckResponse call() {
        try {
            return scanner.rpmTrouble()
                    .map(it -> HealthCheckResponse.named("rpm-databases").down().withData("reason", it))
                    .orElseGet(() -> HealthCheckResponse.named("rpm-databases").up())
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HealthCheckResponse.named("rpm-databases").down().build();
        }
    }
}
