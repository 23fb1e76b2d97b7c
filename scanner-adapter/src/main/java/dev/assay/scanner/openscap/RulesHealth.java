package dev.assay.scanner.openscap;

import dev.assay.contract.annotation.QualityType;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/** Says, at start and when asked, which settings of profiles are of no use: otherwise only images would show it. */
@Wellness
@ApplicationScoped
class RulesHealth implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(RulesHealth.class);

    private final OpenScapConfig config;

    RulesHealth(OpenScapConfig config) {
        this.config = config;
    }

    void announce(@Observes StartupEvent event) {
        troubles().forEach(it -> LOG.warnf("a setting of rules is of no use detail=%s", it));
    }

    @Override
    public HealthCheckResponse call() {
        List<String> troubles = troubles();
        return troubles.isEmpty()
                ? HealthCheckResponse.named("rules").up().build()
                : HealthCheckResponse.named("rules")
                        .down()
                        .withData("reason", String.join("; ", troubles))
                        .build();
    }

    private List<String> troubles() {
        return config.qualityTypes().contains(QualityType.POLICY)
                ? OpenScapScanner.profileSettings(config).troubles(config.xccdfDirectory())
                : List.of();
    }
}
