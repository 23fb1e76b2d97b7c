package dev.assay.scanner.planner;

import dev.assay.cluster.ImageInventory;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as soon as the cluster's Images are known. */
@Readiness
@ApplicationScoped
class InventoryReadiness implements HealthCheck {
    private final ImageInventory inventory;

    InventoryReadiness(ImageInventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("the cluster's Images are listed")
                .status(inventory.isComplete())
                .build();
    }
}
