package dev.assay.scanner.openscap;

import dev.assay.contract.annotation.QualityType;
import dev.assay.scanner.openscap.content.RulesFolder;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jboss.logging.Logger;

/**
 * Says, at start and when asked, what there are rules for, and what is wrong with them. Wellness, as for advisories: a
 * restart puts no files there.
 */
@Wellness
@ApplicationScoped
class RulesHealth implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(RulesHealth.class);

    private final OpenScapConfig config;
    private final OpenScapScanner scanner;

    RulesHealth(OpenScapConfig config, OpenScapScanner scanner) {
        this.config = config;
        this.scanner = scanner;
    }

    void announce(@Observes StartupEvent event) {
        troubles().forEach(it -> LOG.warnf("images can't be held against rules as they should detail=%s", it));
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("rules");
        if (isWanted()) {
            response.withData("products", String.join(", ", RulesFolder.products(config.xccdfDirectory())));
        }
        List<String> troubles = troubles();
        if (!troubles.isEmpty()) {
            response.withData("reason", String.join("; ", troubles));
        }
        return response.status(troubles.isEmpty()).build();
    }

    private List<String> troubles() {
        return isWanted() ? scanner.rulesTroubles() : List.of();
    }

    private boolean isWanted() {
        return config.qualityTypes().contains(QualityType.POLICY);
    }
}
