package dev.assay.scanner.planner;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.contract.scan.ScannerState;
import dev.assay.scanner.adapter.ScannerDescription;
import dev.assay.scanner.archive.Archive;
import dev.assay.scanner.archive.ArchivedScan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares images with what one scanner should have said of them, and acts on the difference. For one thread. */
final class Comparison {
    /** What may leave now, but could not a moment ago, is looked at again this soon. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private final ScannerDescription scanner;
    private final ImageInventory inventory;
    private final Archive archive;
    private final PlanningRules rules;
    private final Outlets outlets;
    private final Throttle throttle;
    private final LaneMeters meters;
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
            Outlets outlets,
            Throttle throttle,
            LaneMeters meters,
            Limits limits,
            Clock clock) {
        this.scanner = scanner;
        this.inventory = inventory;
        this.archive = archive;
        this.rules = rules;
        this.outlets = outlets;
        this.throttle = throttle;
        this.meters = meters;
        this.limits = limits;
        this.clock = clock;
    }

    /** Tells what the Image does not show, and queues it when something is missing. */
    void look(ImageObject image, Wish wish) {
        Instant now = clock.instant();
        if (!wish.isAskedFor() && lane.isSettled(image, shown(image), scanner.state(), now)) {
            return;
        }
        Plan plan = plan(image, wish, now);
        tell(image, plan, now);
        boolean isSaid = sayWhatIsGivenUp(plan, now);
        if (plan.next() instanceof Plan.Scan scan) {
            enqueue(image, scan.onlyAged() ? wish.aged() : wish);
        } else if (plan.next() instanceof Plan.UpToDate upToDate) {
            lane.succeeded(image.digest());
            if (plan.toTell().isEmpty() && isSaid) {
                lane.settled(image, shown(image), scanner.state(), upToDate.until());
            }
        } else if (plan.next() instanceof Plan.AwaitInFlight && wish.equals(Wish.PUSHED)) {
            lane.askAfterwards(image.digest(), wish);
        }
    }

    /**
     * Sends what waits in a lane as long as the window has room. Each is compared once more: things change while they wait.
     *
     * @return whether it is worth going on with the next lane
     */
    boolean send(Urgency urgency) {
        while (throttle.isOpen() && lane.hasRoom(limits.window())) {
            Optional<PendingImages.Waiting> next = lane.pending()
                    .poll(urgency, registry -> pause(urgency, registry).isZero());
            if (next.isEmpty()) {
                return true;
            }
            if (!send(next.get())) {
                return false;
            }
        }
        return false;
    }

    /** After which time something may leave that may not now, if that is a question of time. */
    Optional<Duration> nextChance() {
        meters.show(lane.pending(), lane.inFlight().size());
        return throttle.isOpen() && lane.hasRoom(limits.window())
                ? lane.pending()
                        .pauses(this::pause)
                        .map(it -> it.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : it)
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** Makes room in the window. It was an attempt all the same, so that the next comes after a pause. */
    void lost(ScanRequest request) {
        if (request.adapter().equals(scanner.adapter())) {
            lane.lost(request.digest(), request.requestedAt());
        }
    }

    /** Takes note of an answer, or of an old result told again. */
    void answered(ScanFinished finished) {
        if (scanner.keys().contains(finished.key())) {
            close(finished, clock.instant());
        }
    }

    private void close(ScanFinished finished, Instant now) {
        boolean isNews = lane.awaits(finished.digest(), finished.key());
        lane.answered(finished.digest(), finished.key(), now);
        if (isNews && finished instanceof ScanFailed failed && rules.isFinal(failed)) {
            giveUp(failed);
        }
        lane.askedMeanwhile(finished.digest())
                .ifPresent(wish -> inventory.find(finished.digest()).ifPresent(image -> enqueue(image, wish)));
    }

    /**
     * What a planner before this one asked, and did not live to hear. How long ago that may be is bounded by the time that an
     * answer may take.
     *
     * @return whether nothing remains to be said once this planner acts
     */
    private boolean sayWhatIsGivenUp(Plan plan, Instant now) {
        List<ScanFailed> unsaid = plan.givenUp().stream()
                .filter(it -> it.finishedAt().isAfter(now.minus(limits.inFlight())))
                .filter(it -> !lane.isGivenUp(it))
                .toList();
        if (throttle.isOpen()) {
            unsaid.forEach(this::giveUp);
        }
        return throttle.isOpen() || unsaid.isEmpty();
    }

    private void giveUp(ScanFailed failed) {
        if (lane.givenUp(failed)) {
            outlets.finalFailures().accept(failed);
        }
    }

    /** Makes room: for what is lost, and for what was answered though the answer did not get here. */
    void tidy(Predicate<ImageDigest> exists) {
        Instant now = clock.instant();
        lane.inFlight()
                .forEach((digest, request) -> request.open().stream()
                        .flatMap(key -> lastScan(digest, key).stream())
                        .filter(it -> it.finishedAt().isAfter(request.askedAt()))
                        .forEach(it -> close(it, now)));
        lane.forgetLostRequests(now);
        listenersAreBehind = false;
        lane.forgetUnless(exists);
    }

    private void enqueue(ImageObject image, Wish wish) {
        image.reference().ifPresent(it -> lane.pending().add(image.digest(), wish, it.registry(), clock.instant()));
    }

    private Duration pause(Urgency urgency, String registry) {
        return throttle.pause(scanner.adapter(), urgency, registry);
    }

    private boolean send(PendingImages.Waiting next) {
        ImageDigest digest = next.digest();
        Wish wish = isFulfilled(next) ? next.wish().fulfilled() : next.wish();
        Instant now = clock.instant();
        Optional<ImageObject> image = inventory.find(digest);
        Optional<ImageReference> reference = image.flatMap(ImageObject::reference);
        if (reference.isEmpty() || !(plan(image.get(), wish, now).next() instanceof Plan.Scan scan)) {
            return true;
        }
        ScanRequest request = new ScanRequest(
                digest, reference.get().at(digest), scanner.adapter(), List.copyOf(scan.keys()), now, scan.attempt());
        lane.asked(digest, scan.keys(), scanner.state(), now, limits.inFlight(), wish.isAskedFor());
        if (!outlets.requests().test(request)) {
            lane.takeBack(digest);
            enqueue(image.get(), wish);
            return false;
        }
        throttle.sent(request.adapter(), request.reference().registry());
        meters.sent(wish.urgency());
        return true;
    }

    /** By another planner, which acted while this one stood by. */
    private boolean isFulfilled(PendingImages.Waiting next) {
        return next.wish().rescan()
                && scanner.keys().stream()
                        .allMatch(key -> lastScan(next.digest(), key)
                                .filter(it -> it.finishedAt().isAfter(next.since()))
                                .isPresent());
    }

    /** Each time after a longer pause: while the annotator is away, all that was told lies in its channel. */
    private void tell(ImageObject image, Plan plan, Instant now) {
        if (plan.toTell().isEmpty()) {
            lane.isShown(image.digest());
            return;
        }
        boolean due = throttle.isOpen() && lane.mayTell(image.digest(), limits.tellAgain(), now);
        if (due && !plan.toTell().isEmpty() && !listenersAreBehind) {
            listenersAreBehind = !plan.toTell().stream().allMatch(outlets.results());
            if (!listenersAreBehind) {
                lane.told(image.digest(), now);
            }
        }
    }

    private Plan plan(ImageObject image, Wish wish, Instant now) {
        ImageDigest digest = image.digest();
        ScannerState state = scanner.state();
        Map<QualityAnnotationKey, ScanFinished> archived = state.keys().stream()
                .flatMap(key -> archive.find(digest, key).stream())
                .filter(it -> !hasFailedElsewhere(image, it))
                .map(ArchivedScan::finished)
                .collect(Collectors.toMap(ScanFinished::key, it -> it));
        Map<QualityAnnotationKey, ScanFailed> failedSince = archived.values().stream()
                .flatMap(result -> archive.failedSince(result).stream())
                .filter(it -> !hasFailedElsewhere(image, it))
                .map(it -> (ScanFailed) it.finished())
                .collect(Collectors.toMap(ScanFailed::key, it -> it));
        Situation situation = new Situation(
                image,
                state,
                archived,
                failedSince,
                lane.inFlight(digest).filter(it -> !it.isLost(now)),
                lane.attempts(digest),
                wish);
        return rules.plan(situation, now);
    }

    private Optional<ScanFinished> lastScan(ImageDigest digest, QualityAnnotationKey key) {
        return archive.lastScan(digest, key).map(ArchivedScan::finished);
    }

    /** A failure says nothing of an image that is to be pulled from another place now. */
    private static boolean hasFailedElsewhere(ImageObject image, ArchivedScan scan) {
        return scan.finished() instanceof ScanFailed
                && image.reference()
                        .filter(it -> !it.at(image.digest()).equals(scan.reference()))
                        .isPresent();
    }

    /** As much of the Image as a plan depends on. */
    private List<String> shown(ImageObject image) {
        return Stream.concat(
                        Stream.of(
                                image.reference().map(ImageReference::toString).orElse("")),
                        scanner.keys().stream()
                                .sorted()
                                .map(key -> image.annotations().getOrDefault(key.annotationKey(), "")))
                .toList();
    }

    /**
     * Where everything goes.
     *
     * @param requests says whether it was taken
     * @param results says whether it was taken
     * @param finalFailures hears of each once, when it becomes final
     */
    record Outlets(
            Predicate<ScanRequest> requests, Predicate<ScanFinished> results, Consumer<ScanFailed> finalFailures) {}

    /**
     * How much, and how soon.
     *
     * @param window requests without an answer
     * @param inFlight how long one may stay without
     * @param tellAgain how long the annotator has
     */
    record Limits(int window, Duration inFlight, RetryPause tellAgain) {}
}
