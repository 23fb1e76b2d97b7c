package dev.assay.scanner.pull.registry;

import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.layer.LayerBlob;
import dev.assay.scanner.pull.layer.LayerIdentity;
import dev.assay.scanner.pull.layer.LayerSource;
import java.io.Closeable;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Fetches layers when they are first asked for. A layer that occurs twice is fetched once. */
final class LayerDownloads implements Closeable {
    private static final Logger LOG = Logger.getLogger(LayerDownloads.class);
    private static final int PATIENCE_SECONDS = 3;

    private final Blobs blobs;
    private final Path folder;
    private final List<Descriptor> layers;
    private final List<ImageDigest> diffIds;
    private final Map<ImageDigest, Download> downloads = new ConcurrentHashMap<>();
    /** As many as there are threads that ask. */
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "assay-layer-download");
        thread.setDaemon(true);
        return thread;
    });

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

    /** Ends what is being fetched, and waits a little, so that the folder can be removed. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warnf("fetching layers goes on though it was ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Download download(Descriptor layer) {
        return downloads.computeIfAbsent(layer.digest(), digest -> {
            GrowingFile file = new GrowingFile(folder.resolve(digest.hex()));
            return new Download(file, threads.submit(() -> {
                boolean isWhole = false;
                try {
                    blobs.layer(layer, file);
                    isWhole = true;
                } finally {
                    file.end(isWhole);
                }
                return file.path();
            }));
        });
    }

    private static Path await(Download download, Descriptor layer) throws ImagePullException {
        try {
            return download.end().get();
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

    /**
     * A layer on its way.
     *
     * @param end when it is there as a whole, and has its digest
     */
    private record Download(GrowingFile file, Future<Path> end) {}

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
        public InputStream arriving() {
            return download(layer).file().read();
        }

        @Override
        public LayerBlob blob() throws ImagePullException {
            return new LayerBlob(await(download(layer), layer), identity);
        }
    }
}
