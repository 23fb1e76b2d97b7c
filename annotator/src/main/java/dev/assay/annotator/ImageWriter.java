package dev.assay.annotator;

import dev.assay.cluster.ClusterException;
import dev.assay.cluster.ImageNote;
import dev.assay.cluster.ImageNotes;
import dev.assay.cluster.ImageObject;
import dev.assay.cluster.ImageTrace;
import dev.assay.cluster.Images;
import dev.assay.cluster.PatchOutcome;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFinished;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One attempt to bring results onto an Image: reads it, decides, patches. The patch says which version was read: what was
 * decided on another one may be wrong. News is written whatever the Image says, so that it needs no reading, unless it has
 * been on its way for long: another process may have written something newer meanwhile.
 */
final class ImageWriter {
    private static final Logger LOG = Logger.getLogger(ImageWriter.class);
    private static final String PUT_BACK = "ResultPutBack";

    private final Images images;
    private final DecisionRules rules;
    private final LatestResults latest;
    private final ImageNotes notes;
    private final Clock clock;

    ImageWriter(Images images, DecisionRules rules, LatestResults latest, ImageNotes notes, Clock clock) {
        this.images = images;
        this.notes = notes;
        this.rules = rules;
        this.latest = latest;
        this.clock = clock;
    }

    /** @throws TryAgainException when another attempt can end otherwise */
    Outcome attempt(ImageDigest digest, List<ToldResult> results) {
        if (results.stream().allMatch(it -> it.telling().isFirst() && latest.isNews(it.result()))) {
            return attempt(unread(digest), results, Images.Guard.SAME_OBJECT);
        }
        Optional<ImageObject> image = read(digest);
        return image.isPresent()
                ? attempt(image.get(), results, Images.Guard.UNCHANGED_OBJECT)
                : gone(digest, results.size());
    }

    private Outcome attempt(ImageObject image, List<ToldResult> results, Images.Guard guard) {
        Instant now = clock.instant();
        List<ScanFinished> current = results.stream()
                .filter(it -> !latest.isOutdone(it.result()) && !isOvertaken(image, it, now))
                .map(ToldResult::result)
                .toList();
        AnnotationChange change = AnnotationChange.between(image, current, rules, now);
        List<String> putBack = current.stream()
                .filter(latest::isShown)
                .map(it -> it.key().annotationKey())
                .filter(change.values()::containsKey)
                .distinct()
                .toList();
        Outcome outcome = change.isEmpty() ? unchanged(image, results.size()) : patch(image, change, guard);
        if (outcome == Outcome.WRITTEN) {
            putBack.forEach(key -> tellOf(image, key, now));
        }
        if (outcome.isShown()) {
            latest.remember(current);
        }
        return outcome;
    }

    private void tellOf(ImageObject image, String key, Instant now) {
        LOG.warnf(
                "annotation put back, somebody had taken it away or changed it digest=%s key=%s", image.digest(), key);
        String text = "Somebody took away or changed " + key
                + ", or made the Image anew, and the scan's result was written again."
                + " To accept findings, use an ImageQualityException; to have the image looked at again, ask for a scan.";
        if (!notes.warn(new ImageNote(image, key, PUT_BACK, text, now))) {
            LOG.warnf("too many Events wait, one is dropped digest=%s reason=%s", image.digest(), PUT_BACK);
        }
    }

    private boolean isOvertaken(ImageObject image, ToldResult told, Instant now) {
        String there = image.annotations().get(told.result().key().annotationKey());
        return there != null && rules.isOvertaken(there, told.telling().at(), now);
    }

    /** Of which nothing is known, so that a patch has no preconditions, and every result changes it. */
    private static ImageObject unread(ImageDigest digest) {
        return new ImageObject(digest, Optional.empty(), Map.of(), "", "");
    }

    private Optional<ImageObject> read(ImageDigest digest) {
        try {
            return images.get(digest);
        } catch (ClusterException failure) {
            throw new TryAgainException(String.valueOf(failure.getMessage()), Optional.empty());
        }
    }

    private Outcome patch(ImageObject image, AnnotationChange change, Images.Guard guard) {
        Map<String, Optional<String>> patch = new HashMap<>(change.asPatch());
        ImageTrace.current().ifPresent(trace -> patch.put(ImageTrace.KEY, Optional.of(trace)));
        PatchOutcome answer = images.patchAnnotations(image, patch, guard);
        if (answer instanceof PatchOutcome.Patched) {
            LOG.infof(
                    "Annotations written digest=%s keys=%s",
                    image.digest(), change.values().keySet());
            return Outcome.WRITTEN;
        }
        if (answer instanceof PatchOutcome.NotFound) {
            return gone(image.digest(), change.values().size());
        }
        if (answer instanceof PatchOutcome.Refused refused) {
            return refused(image.digest(), refused);
        }
        if (answer instanceof PatchOutcome.Unavailable unavailable) {
            throw new TryAgainException(unavailable.message(), unavailable.retryAfter());
        }
        throw new TryAgainException("somebody else changed the Image meanwhile: " + answer, Optional.empty());
    }

    private static Outcome unchanged(ImageObject image, int results) {
        LOG.debugf("Annotations need no change digest=%s results=%d", image.digest(), results);
        return Outcome.UNCHANGED;
    }

    private static Outcome gone(ImageDigest digest, int results) {
        LOG.infof("Image is not there, results dropped digest=%s results=%d", digest, results);
        return Outcome.GONE;
    }

    private static Outcome refused(ImageDigest digest, PatchOutcome.Refused refused) {
        LOG.errorf(
                "Annotations refused digest=%s status=%d cause=%s advice=%s",
                digest, refused.status(), refused.message(), advice(refused.status()));
        return Outcome.REFUSED;
    }

    private static String advice(int status) {
        return switch (status) {
            case 401 -> "check the service account's token or the kubeconfig";
            case 403 ->
                "grant get and patch on images.image.openshift.io to Assay's service account,"
                        + " for instance by the ClusterRole system:image-auditor";
            case 413, 422, 500 ->
                "see whether the Image's annotations are near the limit of 256 KiB together,"
                        + " and remove what nobody needs";
            default -> "see the API server's log for why it refuses a merge patch of metadata.annotations";
        };
    }
}
