package dev.assay.annotator;

import dev.assay.cluster.ClusterException;
import dev.assay.cluster.ImageObject;
import dev.assay.cluster.Images;
import dev.assay.cluster.PatchOutcome;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Images in memory, with the API server's preconditions, and failures on demand. */
final class FakeImages implements Images {
    private final Map<ImageDigest, ImageObject> objects = new HashMap<>();
    private final List<Map<String, Optional<String>>> patches = new ArrayList<>();
    private Supplier<Optional<PatchOutcome>> trouble = Optional::empty;
    private int failingReads;

    synchronized void put(ImageObject image) {
        objects.put(image.digest(), image);
    }

    synchronized void remove(ImageDigest digest) {
        objects.remove(digest);
    }

    /** Asked before each patch; what it returns is the answer. */
    synchronized void answerPatches(Supplier<Optional<PatchOutcome>> answers) {
        trouble = answers;
    }

    synchronized void failReads(int times) {
        failingReads = times;
    }

    synchronized List<Map<String, Optional<String>>> patches() {
        return List.copyOf(patches);
    }

    synchronized Map<String, String> annotations(ImageDigest digest) {
        return get(digest).orElseThrow().annotations();
    }

    @Override
    public synchronized Optional<ImageObject> get(ImageDigest digest) {
        if (failingReads > 0) {
            failingReads--;
            throw new ClusterException("no answer", new IllegalStateException());
        }
        return Optional.ofNullable(objects.get(digest));
    }

    @Override
    public synchronized PatchOutcome patchAnnotations(
            ImageObject target, Map<String, Optional<String>> changes, Guard guard) {
        patches.add(changes);
        return trouble.get().orElseGet(() -> apply(target, changes, guard));
    }

    @Override
    public boolean create(ImageDigest digest, ImageReference reference) {
        throw new UnsupportedOperationException("the annotator makes no Images");
    }

    private PatchOutcome apply(ImageObject target, Map<String, Optional<String>> changes, Guard guard) {
        ImageObject stored = objects.get(target.digest());
        if (stored == null) {
            return new PatchOutcome.NotFound();
        }
        boolean isSame = target.uid().isEmpty() || stored.uid().equals(target.uid());
        boolean isUnchanged = stored.resourceVersion().equals(target.resourceVersion());
        if (!isSame || (guard == Guard.UNCHANGED_OBJECT && !isUnchanged)) {
            return new PatchOutcome.Conflict("the object has been modified");
        }
        Map<String, String> annotations = new HashMap<>(stored.annotations());
        changes.forEach(
                (key, value) -> value.ifPresentOrElse(it -> annotations.put(key, it), () -> annotations.remove(key)));
        ImageObject changed = new ImageObject(
                stored.digest(), stored.reference(), annotations, stored.uid(), stored.resourceVersion() + "0");
        objects.put(changed.digest(), changed);
        return new PatchOutcome.Patched(changed);
    }
}
