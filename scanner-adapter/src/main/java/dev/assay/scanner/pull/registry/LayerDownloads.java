package dev.assay.scanner.pull.registry;

import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.layer.LayerBlob;
import dev.assay.scanner.pull.layer.LayerSource;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fetches the next layer while the one before is unpacked. A layer that occurs twice is fetched once. */
final class LayerDownloads implements Closeable {
    private final Blobs blobs;
    private final Path folder;
    private final List<Descriptor> layers;
    private final List<ImageDigest> diffIds;
    private final Set<ImageDigest> fetched = new HashSet<>();
    private final List<Future<LayerBlob>> ordered = new ArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread fetching = new Thread(work, "assay-layers");
        fetching.setDaemon(true);
        return fetching;
    });

    LayerDownloads(Blobs blobs, Path folder, List<Descriptor> layers, List<ImageDigest> diffIds) {
        this.blobs = blobs;
        this.folder = folder;
        this.layers = layers;
        this.diffIds = diffIds;
    }

    /** To be asked in their order. */
    List<LayerSource> sources() {
        List<LayerSource> sources = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            int layer = i;
            sources.add(() -> take(layer));
        }
        return sources;
    }

    /** Does not wait for what is on its way: nobody looks at it any more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private LayerBlob take(int layer) throws ImagePullException {
        for (int next = ordered.size(); next <= Math.min(layer + 1, layers.size() - 1); next++) {
            int index = next;
            ordered.add(thread.submit(() -> fetch(index)));
        }
        try {
            return ordered.get(layer).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ImagePullException failure) {
                throw failure;
            }
            throw new IllegalStateException(
                    "fetching the layer " + layers.get(layer).digest() + " broke", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("waiting for the layer " + layers.get(layer).digest() + " was interrupted");
        }
    }

    private LayerBlob fetch(int index) throws ImagePullException {
        Descriptor layer = layers.get(index);
        Path file = folder.resolve(layer.digest().hex());
        if (fetched.add(layer.digest())) {
            blobs.layer(layer, file);
        }
        return new LayerBlob(file, layer.size(), layer.digest(), diffIds.get(index));
    }
}
