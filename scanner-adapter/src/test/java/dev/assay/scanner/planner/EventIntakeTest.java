package dev.assay.scanner.planner;

import static dev.assay.scanner.testing.Samples.NOON;
import static dev.assay.scanner.testing.Samples.digest;
import static dev.assay.scanner.testing.Samples.image;
import static dev.assay.scanner.testing.Samples.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.ClusterException;
import dev.assay.cluster.ImageObject;
import dev.assay.cluster.Images;
import dev.assay.cluster.PatchOutcome;
import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.event.ImageEvent.Cause;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.scanner.testing.KnownInventory;
import dev.assay.scanner.testing.ScriptedImageSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class EventIntakeTest {
    private static final String TAG = "registry.example.test/shop/cart:1.4";

    private final KnownInventory inventory = new KnownInventory();
    private final ScriptedImageSource registries = new ScriptedImageSource();
    private final Map<ImageDigest, Wish> wishes = new LinkedHashMap<>();
    private final Map<ImageDigest, ImageReference> created = new LinkedHashMap<>();
    private final Queue<Runnable> errands = new ArrayDeque<>();
    private boolean clusterIsAway;
    private boolean errandsAreMany;

    @Test
    void shouldPassOnADigestThatTheClusterKnowsAtOnce() {
        // Given
        inventory.add(image(digest(1), Map.of()));

        // When
        events(true).take(event(Cause.PUSHED, reference(digest(1))));

        // Then
        assertThat(wishes).containsExactly(Map.entry(digest(1), Wish.PUSHED));
        assertThat(errands).isEmpty();
    }

    @Test
    void shouldResolveATagElsewhere() {
        // Given
        registries.tag(TAG, digest(1));
        events(false).take(event(Cause.RESCAN_REQUESTED, ImageReference.parse(TAG)));
        assertThat(wishes).isEmpty();

        // When
        runErrands();

        // Then
        assertThat(wishes).containsExactly(Map.entry(digest(1), Wish.RESCAN));
        assertThat(created).isEmpty();
    }

    @Test
    void shouldLeaveUnknownDigestsToTheWatch() {
        // When
        events(false).take(event(Cause.PUSHED, reference(digest(1))));

        // Then
        assertThat(wishes).isEmpty();
        assertThat(errands).isEmpty();
    }

    @Test
    void shouldMakeAnImageObjectWhereThatIsWanted() {
        // Given
        registries.tag(TAG, digest(2));

        // When
        EventIntake events = events(true);
        events.take(event(Cause.PUSHED, reference(digest(1))));
        events.take(event(Cause.PUSHED, ImageReference.parse(TAG)));
        runErrands();

        // Then
        assertThat(created)
                .containsExactly(
                        Map.entry(digest(1), reference(digest(1))), Map.entry(digest(2), reference(digest(2))));
    }

    @Test
    void shouldDropWhatCannotBeResolvedOrMade() {
        // Given
        EventIntake events = events(true);
        clusterIsAway = true;

        // When
        events.take(event(Cause.PUSHED, ImageReference.parse("registry.example.test/no/such:tag")));
        events.take(event(Cause.PUSHED, reference(digest(1))));
        runErrands();

        // Then
        assertThat(wishes).isEmpty();
    }

    @Test
    void shouldDropEventsWhenTooManyWaitForARegistry() {
        // Given
        errandsAreMany = true;

        // When
        events(false).take(event(Cause.PUSHED, ImageReference.parse(TAG)));

        // Then
        assertThat(wishes).isEmpty();
    }

    private EventIntake events(boolean createImages) {
        return new EventIntake(wishes::put, inventory, new RecordingImages(), registries, createImages, errand -> {
            if (errandsAreMany) {
                throw new RejectedExecutionException();
            }
            errands.add(errand);
        });
    }

    private void runErrands() {
        for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
            errand.run();
        }
    }

    private static ImageEvent event(Cause cause, ImageReference reference) {
        return new ImageEvent(cause, reference, NOON, "test");
    }

    private final class RecordingImages implements Images {
        @Override
        public Optional<ImageObject> get(ImageDigest digest) {
            return inventory.find(digest);
        }

        @Override
        public PatchOutcome patchAnnotations(ImageObject target, Map<String, Optional<String>> changes, Guard guard) {
            throw new UnsupportedOperationException("the planner writes no annotations");
        }

        @Override
        public boolean create(ImageDigest digest, ImageReference reference) {
            if (clusterIsAway) {
                throw new ClusterException("no answer", new IllegalStateException());
            }
            return created.put(digest, reference) == null;
        }
    }
}
