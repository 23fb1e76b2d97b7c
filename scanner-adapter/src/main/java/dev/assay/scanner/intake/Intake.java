package dev.assay.scanner.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.image.ImageReference;
import dev.assay.scanner.pull.AllowedRegistries;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Decides which hints are passed on: those on allowed registries, and each only once in a while. A hint counts as accepted
 * when those who carry it have it for good: whoever sends is told so, and forgets it then. Thread-safe.
 */
final class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final int REMEMBERED_IMAGES = 10_000;
    private static final int REMEMBERED_HOSTS = 100;
    private static final Duration SAY_AGAIN = Duration.ofHours(1);

    private final AllowedRegistries allowed;
    private final Function<ImageEvent, CompletionStage<Void>> events;
    private final IntakeCounters counters;
    private final Duration patience;
    private final Cache<ImageReference, Boolean> passed;

    /** Hosts whose events are dropped, so that the log says so once and not with each of them. */
    private final Cache<String, Boolean> complainedOf;

    /**
     * @param events where to pass hints; fails when they are not taken
     * @param patience how long to wait until all of one body have been taken
     */
    Intake(
            AllowedRegistries allowed,
            Function<ImageEvent, CompletionStage<Void>> events,
            IntakeCounters counters,
            Duration repeats,
            Duration patience) {
        this.allowed = allowed;
        this.events = events;
        this.counters = counters;
        this.patience = patience;
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
        Map<ImageEvent, CompletableFuture<Void>> passing = new LinkedHashMap<>();
        Receipt receipt = hints.stream()
                .map(hint -> take(hint, passing))
                .reduce(Receipt.NOTHING, Receipt::plus)
                .plus(await(passing))
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

    private Receipt take(ImageEvent event, Map<ImageEvent, CompletableFuture<Void>> passing) {
        ImageReference image = event.reference();
        if (!allows(image)) {
            complain(image.registry());
            return new Receipt(0, 0, 1, 0, 0);
        }
        boolean isWish = event.cause() == ImageEvent.Cause.RESCAN_REQUESTED;
        if (passing.containsKey(event) || (!isWish && passed.asMap().putIfAbsent(image, true) != null)) {
            return new Receipt(0, 1, 0, 0, 0);
        }
        passing.put(event, events.apply(event).toCompletableFuture());
        return Receipt.NOTHING;
    }

    private Receipt await(Map<ImageEvent, CompletableFuture<Void>> passing) {
        CompletableFuture<Void> all = CompletableFuture.allOf(passing.values().toArray(CompletableFuture<?>[]::new));
        try {
            all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf("not all events of a body could be passed on events=%d reason=%s", passing.size(), e);
        }
        int refused = 0;
        for (Map.Entry<ImageEvent, CompletableFuture<Void>> event : passing.entrySet()) {
            if (!event.getValue().isDone() || event.getValue().isCompletedExceptionally()) {
                passed.invalidate(event.getKey().reference());
                refused++;
            }
        }
        return new Receipt(passing.size() - refused, 0, 0, 0, refused);
    }

    private void complain(String registry) {
        if (complainedOf.asMap().putIfAbsent(registry, true) == null) {
            LOG.warnf("events are dropped, their registry is not in assay.registries.allowed registry=%s", registry);
        }
    }
}
