package dev.assay.scanner.openscap;

import dev.assay.contract.annotation.QualityType;
import dev.assay.scanner.openscap.content.FeedStore;
import dev.assay.scanner.openscap.content.OvalFolder;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/**
 * Says, at start and when asked, that there are no advisories to compare images with. Wellness, neither readiness nor
 * liveness: rules are looked at all the same, and a restart puts no files there.
 */
@Wellness
@ApplicationScoped
class AdvisoriesHealth implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(AdvisoriesHealth.class);

    private final OpenScapConfig config;
    private final FeedStore store;

    AdvisoriesHealth(OpenScapConfig config) {
        this.config = config;
        this.store = new FeedStore(config.contentDirectory());
    }

    void announce(@Observes StartupEvent event) {
        trouble().ifPresent(it -> LOG.warnf("no image can be scanned for vulnerabilities detail=%s", it));
    }

    @Override
    public HealthCheckResponse call() {
        return trouble()
                .map(it -> HealthCheckResponse.named("advisories").down().withData("reason", it))
                .orElseGet(() -> HealthCheckResponse.named("advisories").up())
                .build();
    }

    private Optional<String> trouble() {
        return config.qualityTypes().contains(QualityType.VULNERABILITY)
                        && store.all().isEmpty()
                ? OvalFolder.trouble(config.ovalDirectory()).map(it -> it + takenIn())
                : Optional.empty();
    }

    private String takenIn() {
        return config.feeds().isEmpty() && config.importDirectory().isEmpty()
                ? "; or let feeds be fetched (assay.openscap.feeds)"
                : "; and no feed was taken in so far (assay.openscap.feeds, assay.openscap.import-directory)";
    }
}
