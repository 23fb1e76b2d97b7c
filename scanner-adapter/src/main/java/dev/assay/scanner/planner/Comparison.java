package dev.assay.scanner.planner;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.scanner.adapter.ScannerDescription;
import dev.assay.scanner.archive.Archive;
import dev.assay.scanner.archive.ArchivedScan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares images with what one scanner should have said of them, and acts on the difference. For one thread. */
final class Comparison {
    private final ScannerDescription scanner;
    private final ImageInventory inventory;
    private final Archive archive;
    private final PlanningRules rules;
    private final Predicate<ScanRequest> requests;
    private final Predicate<ScanFinished> results;
    private final Limits limits;
    private final Clock clock;
    private final Lane lane = new Lane();

    /** Whether telling more before the next sweep is in vain. */
    private boolean listenersAreBehind;

    Comparison(
            ScannerDescription scanner,
            ImageInventory inventory,
            Archive archive,
            PlanningRules rules,
            Predicate<ScanRequest> requests,
            Predicate<ScanFinished> results,
            Limits limits,
            Clock clock) {
        this.scanner = scanner;
        this.inventory = inventory;
        this.archive = archive;
        this.rules = rules;
        this.requests = requests;
        this.results = results;
        this.limits = limits;
        this.clock = clock;
    }

    /** Tells what the Image does not show, and queues it when something is missing. */
    void look(ImageObject image, Wish wish) {
        Instant now = clock.instant();
        if (!wish.rescan() && lane.isSettled(image, ownAnnotations(image), scanner.identity(), now)) {
            return;
        }
        Plan plan = plan(image, wish.rescan(), now);
        tell(image, plan, now);
        if (plan.next() instanceof Plan.Scan scan) {
            lane.pending().add(image.digest(), scan.onlyAged() ? wish.aged() : wish);
        } else if (plan.next() instanceof Plan.UpToDate upToDate) {
            lane.succeeded(image.digest());
            if (plan.toTell().isEmpty()) {
                lane.settled(image, ownAnnotations(image), scanner.identity(), upToDate.until());
            }
        }
    }

    /** Sends what waits as long as the window has room. Each is compared once more: things change while they wait. */
    void send() {
        while (lane.hasRoom(limits.window())) {
            Optional<Map.Entry<ImageDigest, Wish>> next = lane.pending().poll();
            if (next.isEmpty() || !send(next.get().getKey(), next.get().getValue())) {
                return;
            }
        }
    }

    /** Takes note of an answer, or of an old result told again. */
    void answered(ScanFinished finished) {
        if (scanner.keys().contains(finished.key())) {
            lane.answered(finished.digest(), finished.key(), clock.instant());
        }
    }

    /** Makes room: for what is lost, and for what was answered though the answer did not get here. */
    void tidy(Predicate<ImageDigest> exists) {
        Instant now = clock.instant();
        lane.inFlight()
                .forEach((digest, request) -> request.open().stream()
                        .filter(key -> archived(digest, key)
                                .filter(it -> it.finishedAt().isAfter(request.askedAt()))
                                .isPresent())
                        .forEach(key -> lane.answered(digest, key, now)));
        lane.forgetLostRequests(now);
        listenersAreBehind = false;
        lane.forgetUnless(exists);
    }

    private boolean send(ImageDigest digest, Wish wish) {
        Instant now = clock.instant();
        Optional<ImageObject> image = inventory.find(digest);
        Optional<ImageReference> reference = image.flatMap(ImageObject::reference);
        if (reference.isEmpty() || !(plan(image.get(), wish.rescan(), now).next() instanceof Plan.Scan scan)) {
            return true;
        }
        ScanRequest request = new ScanRequest(
                digest, reference.get().at(digest), scanner.identity().adapter(), List.copyOf(scan.keys()), now);
        lane.asked(digest, scan.keys(), scanner.identity(), now, limits.inFlight());
        if (!requests.test(request)) {
            lane.takeBack(digest);
            lane.pending().add(digest, wish);
            return false;
        }
        return true;
    }

    private void tell(ImageObject image, Plan plan, Instant now) {
        boolean due = !lane.wasToldSince(image.digest(), now.minus(limits.tellAgain()));
        if (due && !plan.toTell().isEmpty() && !listenersAreBehind) {
            listenersAreBehind = !plan.toTell().stream().allMatch(results);
            if (!listenersAreBehind) {
                lane.told(image.digest(), now);
            }
        }
    }

    private Plan plan(ImageObject image, boolean rescan, Instant now) {
        ImageDigest digest = image.digest();
        Map<QualityAnnotationKey, ScanFinished> archived = scanner.keys().stream()
                .flatMap(key -> archived(digest, key).stream())
                .collect(Collectors.toMap(ScanFinished::key, it -> it));
        Situation situation = new Situation(
                image,
                scanner.identity(),
                scanner.keys(),
                archived,
                lane.inFlight(digest).filter(it -> !it.isLost(now)),
                lane.attempts(digest),
                rescan);
        return rules.plan(situation, now);
    }

    private Optional<ScanFinished> archived(ImageDigest digest, QualityAnnotationKey key) {
        return archive.find(digest, key).map(ArchivedScan::finished);
    }

    private List<String> ownAnnotations(ImageObject image) {
        return scanner.keys().stream()
                .sorted()
                .map(key -> image.annotations().getOrDefault(key.annotationKey(), ""))
                .toList();
    }

    /**
     * How much, and how soon.
     *
     * @param window requests without an answer
     * @param inFlight how long one may stay without
     * @param tellAgain how long the annotator has
     */
    record Limits(int window, Duration inFlight, Duration tellAgain) {}
}
