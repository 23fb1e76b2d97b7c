package dev.assay.gate.resource;

import dev.assay.gate.policy.Waiver;
import dev.assay.gate.policy.WaiverSource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * The cluster's {@code ImageQualityException} objects. One that can't be read accepts nothing, whatever its version before
 * accepted: a typing error opens nothing.
 */
final class ExceptionObjects extends ResourceObjects implements WaiverSource {
    private static final Logger LOG = Logger.getLogger(ExceptionObjects.class);

    private final ObjectStatuses statuses;
    private final PolicyReader reader = new PolicyReader();
    private final Map<String, Waiver> read = new TreeMap<>();
    private volatile Optional<List<Waiver>> waivers = Optional.empty();

    /** @param background writes statuses, one after the other */
    ExceptionObjects(KubernetesClient client, Executor background, Clock clock) {
        super(ResourceClient.ofExceptions(client), background);
        this.statuses = new ObjectStatuses(clock);
    }

    @Override
    public Optional<List<Waiver>> waivers() {
        return waivers;
    }

    @Override
    void read(GenericKubernetesResource object, String spec) {
        Optional<String> problem = Optional.empty();
        try {
            Waiver waiver = reader.readException(
                    object.getMetadata().getNamespace(), object.getMetadata().getName(), spec);
            read.put(key(object), waiver);
        } catch (BrokenPolicyException e) {
            problem = Optional.of(String.valueOf(e.getMessage()));
            read.remove(key(object));
            LOG.errorf("exception not readable exception=%s detail=%s", key(object), e.getMessage());
        }
        statuses.accepted(object, "it counts until " + until(object), problem)
                .ifPresent(status -> writeStatus(object, status));
    }

    @Override
    void forget(String key) {
        read.remove(key);
    }

    @Override
    void publish() {
        waivers = Optional.of(List.copyOf(read.values()));
        LOG.infof("exceptions read exceptions=%d", read.size());
    }

    private String until(GenericKubernetesResource object) {
        return Optional.ofNullable(read.get(key(object)))
                .map(it -> it.until().toString())
                .orElse("");
    }
}
