package dev.assay.scanner.pull.registry;

import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.layer.LayerBlob;
import dev.assay.scanner.pull.layer.LayerIdentity;
import dev.assay.scanner.pull.layer.LayerSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Fetches layers when they are asked for, by whoever asks first. A layer that occurs twice is fetched once. */
final class LayerDownloads {
    private final Blobs blobs;
    private final Path folder;
    private final List<Descriptor> layers;
    private final List<ImageDigest> diffIds;
    private final Map<ImageDigest, FutureTask<Path>> fetched = new ConcurrentHashMap<>();

    LayerDownloads(Blobs blobs, Path folder, List<Descriptor> layers, List<ImageDigest> diffIds) {
        this.blobs = blobs;
        this.folder = folder;
        this.layers = layers;
        this.diffIds = diffIds;
    }

    List<LayerSource> sources() {
        List<LayerSource> sources = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Descriptor layer = layers.get(i);
            sources.add(new Source(layer, new LayerIdentity(layer.digest(), diffIds.get(i), layer.size())));
        }
        return sources;
    }

    private Path fetch(Descriptor layer) throws ImagePullException {
        FutureTask<Path> fetching = fetched.computeIfAbsent(
                layer.digest(),
                it -> new FutureTask<>(() -> {
                    Path file = folder.resolve(it.hex());
                    blobs.layer(layer, file);
                    return file;
                }));
        // Does nothing when another one runs or ran it.
        fetching.run();
        try {
            return fetching.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ImagePullException failure) {
                throw failure;
            }
            throw new IllegalStateException("fetching the layer " + layer.digest() + " broke", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("waiting for the layer " + layer.digest() + " was interrupted");
        }
    }

    private final class Source implements LayerSource {
        private final Descriptor layer;
        private final LayerIdentity identity;

        Source(Descriptor layer, LayerIdentity identity) {
            this.layer = layer;
            this.identity = identity;
        }

        @Override
        public LayerIdentity identity() {
            return identity;
        }

        @Override
        public LayerBlob blob() throws ImagePullException {
            return new LayerBlob(fetch(layer), identity);
        }
    }
}
