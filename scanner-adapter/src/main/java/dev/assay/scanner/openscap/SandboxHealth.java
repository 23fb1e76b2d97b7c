package dev.assay.scanner.openscap;

import dev.assay.scanner.openscap.process.Sandbox;
import dev.assay.scanner.openscap.process.SandboxUse;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/** Says, at start and when asked, what surrounds oscap here; not well only where more is required than there is. */
@Wellness
@ApplicationScoped
class SandboxHealth implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(SandboxHealth.class);

    private final OpenScapConfig config;
    private final OpenScapScanner scanner;

    SandboxHealth(OpenScapConfig config, OpenScapScanner scanner) {
        this.config = config;
        this.scanner = scanner;
    }

    void announce(@Observes StartupEvent event) throws InterruptedException {
        Optional<String> lacking = scanner.sandbox().lacking();
        if (lacking.isPresent()) {
            LOG.warnf("oscap runs without some protection lacking=%s use=%s", lacking.get(), config.sandbox());
        } else {
            LOG.infof("oscap runs in a sandbox with=%s", scanner.sandbox().description());
        }
    }

    @Override
    public HealthCheckResponse call() {
        try {
            Sandbox sandbox = scanner.sandbox();
            var response = HealthCheckResponse.named("oscap-sandbox")
                    .status(sandbox.lacking().isEmpty() || config.sandbox() != SandboxUse.REQUIRED);
            sandbox.description().forEach(response::withData);
            sandbox.lacking().ifPresent(it -> response.withData("lacking", it));
            return response.build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HealthCheckResponse.named("oscap-sandbox").down().build();
        }
    }
}
