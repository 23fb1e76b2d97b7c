package dev.assay.gate.admission;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.Rollouts;
import dev.assay.gate.config.GateConfig;
import dev.assay.gate.quality.AnnotationReading;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.Locale;
import org.jboss.logging.Logger;

/** The webhook's parts, put together, and what is told of each answer. */
@ApplicationScoped
class AdmissionDesk {
    private static final Logger LOG = Logger.getLogger(AdmissionDesk.class);

    private final GateConfig.Admission config;
    private final ImageInventory inventory;
    private final Instance<Rollouts> rollouts;
    private final MeterRegistry meters;
    private final NamespacePasses passes;
    private final boolean hasExceptions;
    private final Indexes indexes = new Indexes();
    private final Doorkeeper doorkeeper;

    AdmissionDesk(
            GateConfig config,
            ImageInventory inventory,
            Instance<Rollouts> rollouts,
            NamespacePasses passes,
            Clock clock,
            MeterRegistry meters) {
        this.config = config.admission();
        this.inventory = inventory;
        this.rollouts = rollouts;
        this.meters = meters;
        this.passes = passes;
        this.hasExceptions = config.exceptionResources();
        ImageStandings standings =
                new ImageStandings(inventory, indexes, passes, new StandingText(new AnnotationReading(), clock), clock);
        this.doorkeeper = new Doorkeeper(standings::of, it -> rollouts.get().isKnown(it), this.config);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            inventory.subscribe(indexes);
            LOG.infof(
                    "admission webhook answers at /admission pods known=%s",
                    rollouts.get().isComplete());
        }
    }

    boolean isEnabled() {
        return config.enabled();
    }

    /** Whether Images and Pods are known, and where exceptions let them in. Before that, an answer would be a guess. */
    boolean isReady() {
        return inventory.isComplete() && rollouts.get().isComplete() && (passes.isComplete() || !hasExceptions);
    }

    AdmissionAnswer answer(AdmissionRequest request) {
        AdmissionAnswer answer = doorkeeper.answer(request);
        meters.counter(
                        "assay.admission.reviews",
                        "outcome",
                        answer.outcome().name().toLowerCase(Locale.ROOT))
                .increment();
        switch (answer.outcome()) {
            case DENIED ->
                LOG.infof(
                        "refused namespace=%s resource=%s reason=%s",
                        request.namespace(), request.resource(), answer.audit().get("denied"));
            case BREAK_GLASS ->
                LOG.warnf(
                        "let in by break-glass namespace=%s resource=%s audit=%s",
                        request.namespace(), request.resource(), answer.audit());
            case EXCEPTION ->
                LOG.infof(
                        "let in by exception namespace=%s resource=%s audit=%s",
                        request.namespace(), request.resource(), answer.audit());
            case RUNNING, ALLOWED, WARNED, EXEMPT -> {}
        }
        return answer;
    }
}
