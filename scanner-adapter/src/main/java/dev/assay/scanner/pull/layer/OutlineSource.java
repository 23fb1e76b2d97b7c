package dev.assay.scanner.pull.layer;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.WantedPaths;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.jboss.logging.Logger;

/** Gets outlines for the layers of one image: kept ones, or made anew from what is fetched. Thread-safe. */
final class OutlineSource {
    private static final Logger LOG = Logger.getLogger(OutlineSource.class);

    private final Path folder;
    private final WantedPaths wanted;
    private final ExtractionBounds bounds;
    private final Optional<LayerCache> cache;
    private final LayerTools tools;
    private final ImageBudget budget;

    /** @param folder where outlines are made */
    OutlineSource(Path folder, WantedPaths wanted, ExtractionBounds bounds, LayerTools tools) {
        this.folder = folder;
        this.wanted = wanted;
        this.bounds = bounds;
        this.cache = wanted.selection().isPresent() ? tools.cache() : Optional.empty();
        this.tools = tools;
        this.budget = new ImageBudget(bounds);
    }

    OutlineReader of(LayerSource layer) throws ImagePullException, IOException, InterruptedException {
        OutlineKey key = key(layer);
        Optional<OutlineReader> kept = kept(key);
        return kept.isPresent() ? counted(kept.get()) : madeByOne(layer, key);
    }

    /**
     * Made anew, and kept in the place of the earlier one: some files turned out to be wanted that did not look so.
     *
     * @param members which entries those are, beside those that are worth keeping by their path
     */
    OutlineReader extended(LayerSource layer, Set<Integer> members) throws ImagePullException, IOException {
        Set<Integer> all = new HashSet<>(members);
        Optional<OutlineReader> kept = kept(key(layer));
        if (kept.isPresent()) {
            all.addAll(keptMembers(kept.get()));
        }
        return make(layer, all, new ImageBudget(bounds));
    }

    /** What can't be read though it was checked is not kept any longer. */
    ImagePullException unreadable(OutlineReader outline, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return new ImagePullException(
                    FailureReason.PULL_FAILED,
                    "reading the layer " + outline.key().layer().digest() + " was interrupted",
                    e);
        }
        cache.ifPresent(it -> it.remove(outline.key()));
        return new ImagePullException(
                FailureReason.PULL_FAILED,
                "what was kept of the layer " + outline.key().layer().digest() + " can't be read, and is removed: "
                        + e.getMessage(),
                e);
    }

    /** A second one who wants it waits for the first. */
    private OutlineReader madeByOne(LayerSource layer, OutlineKey key)
            throws ImagePullException, IOException, InterruptedException {
        if (cache.isEmpty()) {
            return make(layer, Set.of(), budget);
        }
        Lock lock = cache.get().lock(key);
        lock.lockInterruptibly();
        try {
            Optional<OutlineReader> fromAnother = kept(key);
            return fromAnother.isPresent() ? counted(fromAnother.get()) : make(layer, Set.of(), budget);
        } finally {
            lock.unlock();
        }
    }

    private OutlineReader make(LayerSource layer, Set<Integer> members, ImageBudget image)
            throws ImagePullException, IOException {
        OutlineKey key = key(layer);
        Path file = folder.resolve("outline-" + UUID.randomUUID());
        try {
            Optional<Exception> obstacle = makeWhileItArrives(layer, members, image, file);
            if (obstacle.isPresent()) {
                Path blob = layer.blob().file();
                LOG.infof(
                        "layer is read once more, now as a whole layer=%s reason=%s",
                        key.layer().digest(), obstacle.get());
                Files.deleteIfExists(file);
                new LayerOutlining(wanted, members, new LayerBudget(image), bounds)
                        .outline(Files.newInputStream(blob), Optional.empty(), file, key);
            }
            cache.ifPresent(it -> it.keep(key, file));
            return OutlineReader.open(file, key);
        } finally {
            // What was opened stays readable.
            Files.deleteIfExists(file);
        }
    }

    /**
     * The quick way, which fails for more reasons than the layer's own. It says nothing then, and has taken nothing from the
     * budget.
     */
    private Optional<Exception> makeWhileItArrives(
            LayerSource layer, Set<Integer> members, ImageBudget image, Path file) {
        LayerBudget budget = new LayerBudget(image);
        try {
            new LayerOutlining(wanted, members, budget, bounds)
                    .outline(layer.arriving(), tools.gzip(layer.identity()), file, key(layer));
            // Only now the bytes are known to be the layer's.
            layer.blob();
            return Optional.empty();
        } catch (ImagePullException | IOException e) {
            budget.giveBack();
            return Optional.of(e);
        }
    }

    private Optional<OutlineReader> kept(OutlineKey key) {
        return cache.flatMap(it -> it.open(key));
    }

    /** Against the bounds of today, as when it was read. */
    private OutlineReader counted(OutlineReader kept) throws ImagePullException, IOException {
        LayerIdentity layer = kept.key().layer();
        try {
            budget.inflated(kept.uncompressed());
            budget.requireRatio(kept.uncompressed(), layer.size());
            return kept;
        } catch (BoundExceeded e) {
            kept.close();
            throw new ImagePullException(
                    FailureReason.IMAGE_TOO_LARGE, "in the layer " + layer.digest() + " " + e.getMessage(), e);
        }
    }

    private Set<Integer> keptMembers(OutlineReader kept) throws ImagePullException, IOException {
        Set<Integer> members = new HashSet<>();
        try (OutlineReader outline = kept) {
            while (outline.next().isPresent()) {
                if (outline.isKept()) {
                    members.add(outline.member());
                }
            }
            return members;
        } catch (IOException e) {
            throw unreadable(kept, e);
        }
    }

    private OutlineKey key(LayerSource layer) {
        return new OutlineKey(layer.identity(), wanted.selection().orElse(""));
    }
}
