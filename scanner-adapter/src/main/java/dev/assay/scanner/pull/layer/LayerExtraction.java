package dev.assay.scanner.pull.layer;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.WantedPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;

/**
 * Merges layers into a folder of plain files. Nothing is written there before every layer was read to its end and its
 * bytes were found to be the ones that the image states.
 *
 * <p>Each layer is read once, and its outline kept where there is a cache. It is read a second time only where a link of
 * the image makes something wanted that did not look so by its own path, or that was too much to be kept on suspicion.
 */
public final class LayerExtraction {
    private final ExtractionBounds bounds;
    private final WantedPaths wanted;
    private final OutlineSource source;
    private final LayerOutlines outlines;
    private final int layers;
    private final Spool spool;
    private final VirtualTree tree;

    private LayerExtraction(
            List<LayerSource> layers,
            OutlineSource source,
            LayerOutlines outlines,
            WantedPaths wanted,
            Spool spool,
            ExtractionBounds bounds) {
        this.layers = layers.size();
        this.source = source;
        this.outlines = outlines;
        this.wanted = wanted;
        this.spool = spool;
        this.bounds = bounds;
        this.tree = new VirtualTree(bounds);
    }

    /**
     * @param layers the lowest first
     * @param folder for what is needed in between; the caller removes it
     * @param directory exists, is empty, and nobody else writes to it
     */
    public static void extract(
            List<LayerSource> layers,
            Path folder,
            Path directory,
            WantedPaths wanted,
            ExtractionBounds bounds,
            LayerTools tools)
            throws ImagePullException {
        OutlineSource source = new OutlineSource(folder, wanted, bounds, tools);
        try (LayerOutlines outlines = new LayerOutlines(layers, source);
                Spool spool = new Spool(folder.resolve("spool"))) {
            RootWriter writer = new RootWriter(directory);
            LayerExtraction extraction = new LayerExtraction(layers, source, outlines, wanted, spool, bounds);
            WantedContent content = extraction.merge();
            extraction.fetchMissing(content);
            extraction.write(content, writer);
        } catch (IOException e) {
            throw new ImagePullException(
                    FailureReason.PULL_FAILED, "the image's files could not be written: " + e.getMessage(), e);
        }
    }

    private WantedContent merge() throws ImagePullException, IOException {
        LayerReading reading = new LayerReading(tree, spool, bounds);
        for (int layer = 0; layer < layers; layer++) {
            OutlineReader outline = outlines.of(layer);
            try {
                for (Optional<LayerEntry> it = outline.next(); it.isPresent(); it = outline.next()) {
                    reading.take(it.get(), outline, layer + 1);
                }
            } catch (Spool.SpoolFailure e) {
                throw e;
            } catch (IOException e) {
                throw source.unreadable(outline, e);
            }
            outline.close();
        }
        return WantedContent.of(tree, wanted, bounds);
    }

    private void fetchMissing(WantedContent content) throws ImagePullException, IOException {
        Map<Integer, Map<Integer, Content>> missing = new TreeMap<>();
        for (WantedContent.File file : content.files()) {
            Content it = file.node().content();
            if (!it.isSpooled()) {
                missing.computeIfAbsent(it.layer() - 1, layer -> new TreeMap<>())
                        .put(it.member(), it);
            }
        }
        Map<Integer, Future<OutlineReader>> extended = new TreeMap<>();
        missing.forEach((layer, members) -> extended.put(layer, outlines.extended(layer, members.keySet())));
        for (Map.Entry<Integer, Future<OutlineReader>> it : extended.entrySet()) {
            spool(outlines.await(it.getValue(), it.getKey()), missing.getOrDefault(it.getKey(), Map.of()));
        }
    }

    private void spool(OutlineReader outline, Map<Integer, Content> missing) throws ImagePullException, IOException {
        List<Integer> found = new ArrayList<>();
        try {
            while (found.size() < missing.size() && outline.next().isPresent()) {
                Content content = missing.get(outline.member());
                if (content != null && outline.isKept()) {
                    spool.keep(content, outline.content());
                    found.add(outline.member());
                }
            }
        } catch (Spool.SpoolFailure e) {
            throw e;
        } catch (IOException e) {
            throw source.unreadable(outline, e);
        }
        if (found.size() < missing.size()) {
            throw new IOException("the layer " + outline.key().layer().digest() + " changed in the work directory");
        }
    }

    private void write(WantedContent content, RootWriter writer) throws IOException {
        for (WantedContent.Folder folder : content.folders()) {
            writer.folder(folder);
        }
        for (WantedContent.File file : content.files()) {
            writer.file(file, spool);
        }
    }
}
