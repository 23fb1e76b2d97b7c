package dev.assay.gate.reconcile;

import dev.assay.gate.policy.PolicyProblem;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.PolicySource;
import io.quarkus.arc.All;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Shows policies that can't be read, and those that deny nothing new since they denied too much. Wellness, neither readiness nor liveness: a typing error in a policy is no reason to
 * restart the gate or to take it out of service.
 */
@Wellness
@ApplicationScoped
class PolicyHealth implements HealthCheck {
    private static final String TRIPPED = "tripped by assay.gate.denials-per-hour, it denies nothing new";

    private final PolicyBook book;
    private final DenialCap cap;

    PolicyHealth(@All List<PolicySource> sources, DenialCap cap) {
        this.book = new PolicyBook(sources);
        this.cap = cap;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("policies");
        Optional<PolicySet> policies = book.policies();
        if (policies.isEmpty()) {
            return answer.down()
                    .withData("reason", "not all policies are known yet")
                    .build();
        }
        List<PolicyProblem> problems = policies.get().problems();
        problems.forEach(it -> answer.withData(it.document(), it.detail()));
        cap.tripped().forEach(it -> answer.withData(it, TRIPPED));
        return answer.withData("policies", policies.get().policies().size())
                .status(problems.isEmpty() && cap.tripped().isEmpty())
                .build();
    }
}
