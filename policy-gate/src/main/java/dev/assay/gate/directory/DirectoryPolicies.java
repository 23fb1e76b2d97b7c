package dev.assay.gate.directory;

import dev.assay.gate.config.GateConfig;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.PolicySource;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The configured folder, if there is one. */
@ApplicationScoped
class DirectoryPolicies implements PolicySource {
    private final Optional<PolicyDirectory> directory;

    DirectoryPolicies(GateConfig config) {
        this.directory = config.policyDirectory().map(PolicyDirectory::new);
    }

    @Override
    public Optional<PolicySet> policies() {
        return directory.map(PolicyDirectory::policies).orElse(Optional.of(PolicySet.EMPTY));
    }

    @Override
    public void onChange(Runnable listener) {
        directory.ifPresent(it -> it.onChange(listener));
    }

    @PostConstruct
    @Scheduled(
            identity = "policy-directory",
            every = "${assay.gate.policy-check-interval:5s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        directory.ifPresent(PolicyDirectory::check);
    }
}
