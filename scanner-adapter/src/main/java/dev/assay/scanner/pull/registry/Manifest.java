package dev.assay.scanner.pull.registry;

import dev.assay.contract.image.Platform;
import java.util.List;
import java.util.Optional;

/** What a digest in a registry can name, of what is looked at here. */
sealed interface Manifest {
    /** One image. */
    record Image(Descriptor config, List<Descriptor> layers) implements Manifest {
        public Image {
            layers = List.copyOf(layers);
        }
    }

    /** One image for each of several platforms. */
    record Index(List<Entry> entries) implements Manifest {
        public Index {
            entries = List.copyOf(entries);
        }
    }

    /** @param platform empty when the index does not say */
    record Entry(Descriptor manifest, Optional<Platform> platform) {}
}
