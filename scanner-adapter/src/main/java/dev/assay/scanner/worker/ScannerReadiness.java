package dev.assay.scanner.worker;

import dev.assay.scanner.adapter.Scanner;
import dev.assay.scanner.adapter.Scanners;
import dev.assay.scanner.channel.RolesConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** A worker is ready when its scanners can look at images. */
@Readiness
@ApplicationScoped
class ScannerReadiness implements HealthCheck {
    private final Scanners scanners;
    private final boolean isNeeded;

    ScannerReadiness(Scanners scanners, RolesConfig roles) {
        this.scanners = scanners;
        this.isNeeded = roles.worker();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("scanners can look at images").up();
        if (isNeeded) {
            for (Scanner scanner : scanners.all()) {
                Optional<String> trouble = scanner.trouble();
                response.withData(scanner.adapter().value(), trouble.orElse("ready"));
                trouble.ifPresent(it -> response.down());
            }
        }
        return response.build();
    }
}
