package dev.assay.scanner.pull.registry;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.PulledImage;
import dev.assay.scanner.pull.WantedPaths;
import dev.assay.scanner.pull.layer.ExtractionBounds;
import dev.assay.scanner.pull.layer.LayerExtraction;
import dev.assay.scanner.pull.layer.LayerTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** An image in a registry. Layers are fetched when they are needed, and kept as outlines only. */
record RegistryImage(
        ImageReference reference,
        ImageDigest manifestDigest,
        ImageConfiguration configuration,
        List<Descriptor> layers,
        Blobs blobs,
        WorkDirectory work,
        LayerTools tools,
        ExtractionBounds bounds)
        implements PulledImage {
    RegistryImage {
        layers = List.copyOf(layers);
    }

    @Override
    public Platform platform() {
        return configuration.platform();
    }

    @Override
    public void extract(Path directory, Predicate<String> wanted) throws ImagePullException {
        try {
            Path folder = work.newFolder();
            try (LayerDownloads downloads = new LayerDownloads(blobs, folder, layers, configuration.diffIds())) {
                LayerExtraction.extract(downloads.sources(), folder, directory, WantedPaths.of(wanted), bounds, tools);
            } finally {
                WorkDirectory.remove(folder);
            }
        } catch (IOException e) {
            throw Failure.failed("the work directory can't be used (assay.registries.work-directory): " + e);
        }
    }
}
