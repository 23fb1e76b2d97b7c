package dev.assay.gate.reconcile;

import dev.assay.cluster.ClusterException;
import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.cluster.ImageTrace;
import dev.assay.cluster.Images;
import dev.assay.cluster.PatchOutcome;
import dev.assay.contract.image.ImageDigest;
import dev.assay.gate.annotation.AnnotationChange;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.WaiverSet;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Brings one Image in line. */
final class ImageReconciler {
    private static final Logger LOG = Logger.getLogger(ImageReconciler.class);

    /** Somebody who changes an Image more often than this while it is judged is given time to finish. */
    private static final int MAX_CONFLICTS = 3;

    private final ImageInventory inventory;
    private final Images images;
    private final PolicyBook book;
    private final WaiverBook waivers;
    private final Judge judge;
    private final Announcements announcements;
    private final JudgedImages judgedImages;
    private final BooleanSupplier mayWrite;
    private final GateCounters counters;
    private final Clock clock;

    /** @param mayWrite while it is false images are judged, for those who ask, and nothing is written */
    ImageReconciler(
            ImageInventory inventory,
            Images images,
            PolicyBook book,
            WaiverBook waivers,
            Judge judge,
            Announcements announcements,
            JudgedImages judgedImages,
            BooleanSupplier mayWrite,
            GateCounters counters,
            Clock clock) {
        this.inventory = inventory;
        this.images = images;
        this.book = book;
        this.waivers = waivers;
        this.judge = judge;
        this.announcements = announcements;
        this.judgedImages = judgedImages;
        this.mayWrite = mayWrite;
        this.counters = counters;
        this.clock = clock;
    }

    /** Before policies and exceptions are known nothing is written: every image comes again when they are. */
    Progress reconcile(ImageDigest digest) {
        Optional<PolicySet> policies = book.policies();
        Optional<WaiverSet> known = waivers.waivers();
        Optional<ImageObject> image = inventory.find(digest);
        if (image.isEmpty()) {
            judgedImages.forget(digest);
        }
        if (policies.isEmpty() || known.isEmpty() || image.isEmpty()) {
            return new Progress.Settled(Optional.empty());
        }
        try {
            return ImageTrace.of(image.get().annotations())
                    .wrapSupplier(() -> reconcile(image.get(), policies.get(), known.get()))
                    .get();
        } catch (ClusterException e) {
            counters.unavailable();
            LOG.debugf("image not readable digest=%s reason=%s", digest, e.getMessage());
            return new Progress.Later(Optional.empty());
        }
    }

    private Progress reconcile(ImageObject first, PolicySet policies, WaiverSet known) {
        Optional<ImageObject> image = Optional.of(first);
        for (int conflicts = 0; image.isPresent() && conflicts < MAX_CONFLICTS; conflicts++) {
            ImageObject current = image.get();
            Instant now = clock.instant();
            Judge.Judged judged = judge.judge(current, policies, known, now);
            judgedImages.put(current.digest(), judged);
            counters.judged();
            Progress settled =
                    judged.complete() ? new Progress.Settled(judged.expiry()) : new Progress.Later(Optional.empty());
            AnnotationChange change = judged.change();
            if (change.patch().isEmpty() || !mayWrite.getAsBoolean()) {
                return settled;
            }
            PatchOutcome outcome = images.patchAnnotations(current, change.patch(), Images.Guard.UNCHANGED_OBJECT);
            if (!(outcome instanceof PatchOutcome.Conflict)) {
                return after(outcome, current, change, settled);
            }
            counters.conflict();
            image = images.get(current.digest());
        }
        return image.isPresent() ? new Progress.Later(Optional.empty()) : new Progress.Settled(Optional.empty());
    }

    private Progress after(PatchOutcome outcome, ImageObject image, AnnotationChange change, Progress settled) {
        if (outcome instanceof PatchOutcome.Patched) {
            counters.patched();
            announcements.written(image, change, clock.instant());
            return settled;
        }
        if (outcome instanceof PatchOutcome.Unavailable it) {
            counters.unavailable();
            LOG.debugf("verdict not written digest=%s reason=%s", image.digest(), it.message());
            return new Progress.Later(it.retryAfter());
        }
        if (outcome instanceof PatchOutcome.Refused it) {
            counters.refused();
            LOG.errorf("verdict refused digest=%s status=%d reason=%s", image.digest(), it.status(), it.message());
            return new Progress.Refused();
        }
        return new Progress.Settled(Optional.empty());
    }
}
