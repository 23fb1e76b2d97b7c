package dev.assay.gate.resource;

import dev.assay.gate.policy.Policy;
import dev.assay.gate.policy.PolicyCounts;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.PolicyShelf;
import dev.assay.gate.policy.PolicySource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * The cluster's {@code ImageQualityPolicy} objects. Each event only says that the informer's store is to be read again: an
 * object whose spec stays the same, for instance because its status was written, changes nothing.
 */
final class PolicyObjects implements PolicySource, ResourceEventHandler<GenericKubernetesResource>, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PolicyObjects.class);

    private final ResourceClient client;
    private final Executor background;
    private final PolicyStatuses statuses;
    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private final PolicyReader reader = new PolicyReader();
    private final PolicyShelf shelf = new PolicyShelf();
    private final Map<String, String> specs = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<PolicySet> policies = Optional.empty();

    /** @param background writes statuses, one after the other */
    PolicyObjects(ResourceClient client, Executor background, Clock clock) {
        this.client = client;
        this.background = background;
        this.statuses = new PolicyStatuses(clock);
        this.informer = client.informer();
    }

    void start() {
        informer.addEventHandler(this);
        // Not on the thread that completes it: that is the one which reads the API server's answers.
        informer.start().thenRunAsync(this::reread, background);
    }

    @Override
    public void close() {
        informer.stop();
    }

    @Override
    public Optional<PolicySet> policies() {
        return policies;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void show(Map<String, PolicyCounts> counts) {
        for (GenericKubernetesResource object : informer.getStore().list()) {
            PolicyCounts its = counts.getOrDefault(object.getMetadata().getName(), PolicyCounts.NONE);
            statuses.counts(object, its)
                    .ifPresent(status -> background.execute(() -> client.patchStatus(object, status)));
        }
    }

    @Override
    public void onAdd(GenericKubernetesResource added) {
        reread();
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
        reread();
    }

    @Override
    public void onDelete(GenericKubernetesResource deleted, boolean finalStateUnknown) {
        reread();
    }

    private void reread() {
        if (informer.hasSynced() && take(informer.getStore().list())) {
            listeners.forEach(Runnable::run);
        }
    }

    private synchronized boolean take(List<GenericKubernetesResource> objects) {
        Set<String> gone = new HashSet<>(specs.keySet());
        boolean changed = policies.isEmpty();
        for (GenericKubernetesResource object : objects) {
            String name = object.getMetadata().getName();
            String spec = client.spec(object);
            gone.remove(name);
            if (!spec.equals(specs.put(name, spec))) {
                read(object, name, spec);
                changed = true;
            }
        }
        for (String name : gone) {
            specs.remove(name);
            shelf.remove(document(name));
        }
        if (changed || !gone.isEmpty()) {
            PolicySet now = shelf.policies();
            policies = Optional.of(now);
            LOG.infof(
                    "policies read kind=%s policies=%d problems=%d",
                    ImageQualityPolicy.KIND,
                    now.policies().size(),
                    now.problems().size());
            return true;
        }
        return false;
    }

    private void read(GenericKubernetesResource object, String name, String spec) {
        Optional<String> problem = Optional.empty();
        try {
            Policy policy = reader.readSpec(name, spec);
            shelf.put(document(name), List.of(policy));
        } catch (BrokenPolicyException e) {
            problem = Optional.of(String.valueOf(e.getMessage()));
            shelf.putBroken(document(name), String.valueOf(e.getMessage()));
            LOG.errorf("policy not readable policy=%s detail=%s", name, e.getMessage());
        }
        statuses.accepted(object, problem)
                .ifPresent(status -> background.execute(() -> client.patchStatus(object, status)));
    }

    private static String document(String name) {
        return ImageQualityPolicy.KIND + "/" + name;
    }
}
