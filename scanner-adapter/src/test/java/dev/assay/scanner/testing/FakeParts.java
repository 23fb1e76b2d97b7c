package dev.assay.scanner.testing;

import dev.assay.cluster.ImageNotes;
import dev.assay.cluster.ImageObject;
import dev.assay.cluster.Images;
import dev.assay.cluster.PatchOutcome;
import dev.assay.cluster.RunningImages;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The cluster and the registries of tests that run the whole module. */
@ApplicationScoped
public class FakeParts {
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    KnownInventory inventory() {
        return new KnownInventory();
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    ScriptedImageSource source() {
        return new ScriptedImageSource();
    }

    @Produces
    @Singleton
    SimpleMeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Produces
    @Singleton
    ScriptedScanner scanner() {
        return new ScriptedScanner();
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    ImageNotes notes() {
        return note -> true;
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    RunningImages pods() {
        return new RunningImages() {
            @Override
            public boolean isRunning(ImageDigest digest) {
                return false;
            }

            @Override
            public void subscribe(Consumer<ImageDigest> listener) {
                // Nothing here ever runs.
            }
        };
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    Images images(KnownInventory inventory) {
        return new Images() {
            @Override
            public Optional<ImageObject> get(ImageDigest digest) {
                return inventory.find(digest);
            }

            @Override
            public PatchOutcome patchAnnotations(
                    ImageObject target, Map<String, Optional<String>> changes, Guard guard) {
                throw new UnsupportedOperationException("nothing here writes annotations");
            }

            @Override
            public boolean create(ImageDigest digest, ImageReference reference) {
                inventory.add(new ImageObject(digest, Optional.of(reference), Map.of(), "uid", "1"));
                return true;
            }
        };
    }
}
