package dev.assay.gate.admission;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A replica that does not know the cluster's Images and Pods yet gets no reviews. */
@Readiness
@ApplicationScoped
class AdmissionReadiness implements HealthCheck {
    private final AdmissionDesk desk;

    AdmissionReadiness(AdmissionDesk desk) {
        this.desk = desk;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("images and pods are known to the admission webhook")
                .status(!desk.isEnabled() || desk.isReady())
                .build();
    }
}
