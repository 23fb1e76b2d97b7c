package dev.assay.scanner.planner;

import dev.assay.cluster.ImageInventory;
import dev.assay.scanner.channel.RolesConfig;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A planner is ready as soon as the cluster's Images are known. */
@Readiness
@ApplicationScoped
class InventoryReadiness implements HealthCheck {
    private final ImageInventory inventory;
    private final boolean isNeeded;

    InventoryReadiness(ImageInventory inventory, RolesConfig roles) {
        this.inventory = inventory;
        this.isNeeded = roles.planner();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("the cluster's Images are listed")
                .status(!isNeeded || inventory.isComplete())
                .build();
    }
}
