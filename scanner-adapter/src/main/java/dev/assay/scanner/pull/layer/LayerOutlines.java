package dev.assay.scanner.pull.layer;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Fetches and unpacks a few layers of an image at the same time, ahead of the one who merges them. */
final class LayerOutlines implements Closeable {
    private static final Logger LOG = Logger.getLogger(LayerOutlines.class);

    /** One more than there are processors on a small machine: while two are unpacked, another one is fetched. */
    private static final int AT_ONCE = 3;

    private static final int PATIENCE_SECONDS = 3;

    private final List<LayerSource> layers;
    private final OutlineSource source;
    private final List<Future<OutlineReader>> ordered = new ArrayList<>();
    private final List<Future<OutlineReader>> all = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(work, "assay-layers");
        thread.setDaemon(true);
        return thread;
    });

    LayerOutlines(List<LayerSource> layers, OutlineSource source) {
        this.layers = layers;
        this.source = source;
    }

    /** Waits for the outline of a layer; to be asked in their order, the lowest, 0, first. Open until this is closed. */
    OutlineReader of(int layer) throws ImagePullException {
        for (int next = ordered.size(); next < Math.min(layer + AT_ONCE, layers.size()); next++) {
            LayerSource one = layers.get(next);
            ordered.add(begin(() -> source.of(one)));
        }
        return await(ordered.get(layer), layer);
    }

    /** Begins to make a layer's outline anew, with the content of these entries, too. */
    Future<OutlineReader> extended(int layer, Set<Integer> members) {
        LayerSource one = layers.get(layer);
        return begin(() -> source.extended(one, members));
    }

    OutlineReader await(Future<OutlineReader> outline, int layer) throws ImagePullException {
        String digest = layers.get(layer).identity().digest().toString();
        try {
            return outline.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ImagePullException failure) {
                throw failure;
            }
            if (e.getCause() instanceof IOException failure) {
                throw failed("the work directory can't be used for the layer " + digest + ": " + failure, failure);
            }
            throw new IllegalStateException("reading the layer " + digest + " broke", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("waiting for the layer " + digest + " was interrupted", e);
        }
    }

    /** Waits a little, so that nothing is written any more into a folder that is about to be removed. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warnf("reading layers goes on though it was ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(LayerOutlines::close);
    }

    private Future<OutlineReader> begin(Callable<OutlineReader> work) {
        Future<OutlineReader> outline = threads.submit(work);
        all.add(outline);
        return outline;
    }

    private static void close(Future<OutlineReader> outline) {
        if (!outline.isDone()) {
            return;
        }
        try {
            outline.get().close();
        } catch (ExecutionException | CancellationException e) {
            LOG.debugf("there is no outline to be closed reason=%s", e.getMessage());
        } catch (IOException e) {
            LOG.warnf("an outline can't be closed reason=%s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ImagePullException failed(String what, Exception cause) {
        return new ImagePullException(FailureReason.PULL_FAILED, what, cause);
    }
}
