package dev.assay.gate.resource;

import dev.assay.gate.policy.Policy;
import dev.assay.gate.policy.PolicyEffects;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.PolicyShelf;
import dev.assay.gate.policy.PolicySource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** The cluster's {@code ImageQualityPolicy} objects. */
final class PolicyObjects extends ResourceObjects implements PolicySource {
    private static final Logger LOG = Logger.getLogger(PolicyObjects.class);

    private final ObjectStatuses statuses;
    private final PolicyReader reader = new PolicyReader();
    private final PolicyShelf shelf = new PolicyShelf();
    private volatile Optional<PolicySet> policies = Optional.empty();

    /** @param background writes statuses, one after the other */
    PolicyObjects(KubernetesClient client, Executor background, Clock clock) {
        super(ResourceClient.ofPolicies(client), background);
        this.statuses = new ObjectStatuses(clock);
    }

    @Override
    public Optional<PolicySet> policies() {
        return policies;
    }

    @Override
    public void show(PolicyEffects effects) {
        for (GenericKubernetesResource object : all()) {
            statuses.effects(object, key(object), effects).ifPresent(status -> writeStatus(object, status));
        }
    }

    @Override
    void read(GenericKubernetesResource object, String spec) {
        String name = key(object);
        Optional<String> problem = Optional.empty();
        try {
            Policy policy = reader.readSpec(name, spec);
            shelf.put(document(name), List.of(policy));
        } catch (BrokenPolicyException e) {
            problem = Optional.of(String.valueOf(e.getMessage()));
            shelf.putBroken(document(name), String.valueOf(e.getMessage()));
            LOG.errorf("policy not readable policy=%s detail=%s", name, e.getMessage());
        }
        statuses.accepted(object, "it votes", problem).ifPresent(status -> writeStatus(object, status));
    }

    @Override
    void forget(String key) {
        shelf.remove(document(key));
    }

    @Override
    void publish() {
        PolicySet now = shelf.policies();
        policies = Optional.of(now);
        LOG.infof(
                "policies read kind=%s policies=%d problems=%d",
                ImageQualityPolicy.KIND, now.policies().size(), now.problems().size());
    }

    private static String document(String name) {
        return ImageQualityPolicy.KIND + "/" + name;
    }
}
