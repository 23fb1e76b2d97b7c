package dev.assay.scanner.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.image.ImageReference;
import dev.assay.scanner.pull.AllowedRegistries;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Decides which hints are passed on: those on allowed registries, and each only once in a while. Thread-safe. */
final class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final int REMEMBERED_IMAGES = 10_000;
    private static final int REMEMBERED_HOSTS = 100;
    private static final Duration SAY_AGAIN = Duration.ofHours(1);

    private final AllowedRegistries allowed;
    private final Predicate<ImageEvent> events;
    private final IntakeCounters counters;
    private final Cache<ImageReference, Boolean> passed;

    /** Hosts whose events are dropped, so that the log says so once and not with each of them. */
    private final Cache<String, Boolean> complainedOf;

    /** @param events where to pass hints; false when they are not taken */
    Intake(AllowedRegistries allowed, Predicate<ImageEvent> events, IntakeCounters counters, Duration repeats) {
        this.allowed = allowed;
        this.events = events;
        this.counters = counters;
        this.passed = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_IMAGES)
                .expireAfterWrite(repeats)
                .build();
        this.complainedOf = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_HOSTS)
                .expireAfterWrite(SAY_AGAIN)
                .build();
    }

    /** @param ignored how many more events there were, of which nothing can be made */
    Receipt take(List<ImageEvent> hints, int ignored) {
        Receipt receipt = hints.stream()
                .map(this::take)
                .reduce(Receipt.NOTHING, Receipt::plus)
                .plusIgnored(ignored);
        counters.count(receipt);
        return receipt;
    }

    /** Something was sent that isn't even a list of events. */
    void dropWhole() {
        counters.countUnreadable();
    }

    boolean allows(ImageReference reference) {
        return allowed.allows(reference.registry());
    }

    private Receipt take(ImageEvent event) {
        ImageReference image = event.reference();
        if (!allows(image)) {
            complain(image.registry());
            return new Receipt(0, 0, 1, 0, 0);
        }
        if (event.cause() == ImageEvent.Cause.RESCAN_REQUESTED) {
            return pass(event);
        }
        if (passed.asMap().putIfAbsent(image, true) != null) {
            return new Receipt(0, 1, 0, 0, 0);
        }
        Receipt receipt = pass(event);
        if (receipt.refused() > 0) {
            passed.invalidate(image);
        }
        return receipt;
    }

    private Receipt pass(ImageEvent event) {
        return events.test(event) ? new Receipt(1, 0, 0, 0, 0) : new Receipt(0, 0, 0, 0, 1);
    }

    private void complain(String registry) {
        if (complainedOf.asMap().putIfAbsent(registry, true) == null) {
            LOG.warnf("events are dropped, their registry is not in assay.registries.allowed registry=%s", registry);
        }
    }
}
