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
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Merges layers into a folder of plain files. Nothing is written there before every layer was read to its end and its
 * bytes were found to be the ones that the image states.
 *
 * <p>Each layer is read once, and a second time only where a link of the image makes something wanted that did not look so
 * by its own path, or that was too much to be kept on suspicion.
 */
public final class LayerExtraction {
    private final ExtractionBounds bounds;
    private final WantedPaths wanted;
    private final Spool spool;
    private final VirtualTree tree;
    private final List<LayerBlob> blobs = new ArrayList<>();

    private LayerExtraction(WantedPaths wanted, Spool spool, ExtractionBounds bounds) {
        this.wanted = wanted;
        this.spool = spool;
        this.bounds = bounds;
        this.tree = new VirtualTree(bounds);
    }

    /**
     * @param layers the lowest first
     * @param spoolFile does not exist, and does not when this returns
     * @param directory exists, is empty, and nobody else writes to it
     */
    public static void extract(
            List<LayerSource> layers, Path spoolFile, Path directory, WantedPaths wanted, ExtractionBounds bounds)
            throws ImagePullException {
        try (Spool spool = new Spool(spoolFile)) {
            RootWriter writer = new RootWriter(directory);
            LayerExtraction extraction = new LayerExtraction(wanted, spool, bounds);
            WantedContent content = extraction.merge(layers);
            extraction.fetchMissing(content);
            extraction.write(content, writer);
        } catch (IOException e) {
            throw new ImagePullException(
                    FailureReason.PULL_FAILED, "the image's files could not be written: " + e.getMessage(), e);
        }
    }

    private WantedContent merge(List<LayerSource> layers) throws ImagePullException, IOException {
        LayerReading reading = new LayerReading(tree, spool, wanted, bounds);
        long uncompressed = 0;
        for (LayerSource layer : layers) {
            LayerBlob blob = layer.blob();
            blobs.add(blob);
            try (LayerMembers members = LayerMembers.open(blob, uncompressed, bounds)) {
                for (Optional<TarArchiveEntry> entry = members.next(); entry.isPresent(); entry = members.next()) {
                    reading.take(members, entry.get(), blobs.size());
                }
                uncompressed += members.finish();
            }
        }
        return WantedContent.of(tree, wanted, bounds);
    }

    private void fetchMissing(WantedContent content) throws ImagePullException, IOException {
        Map<Integer, Map<Integer, Content>> missing = new TreeMap<>();
        for (WantedContent.File file : content.files()) {
            Content it = file.node().content();
            if (!it.isSpooled()) {
                missing.computeIfAbsent(it.layer(), layer -> new TreeMap<>()).put(it.member(), it);
            }
        }
        for (Map.Entry<Integer, Map<Integer, Content>> layer : missing.entrySet()) {
            fetch(blobs.get(layer.getKey() - 1), layer.getValue());
        }
    }

    private void fetch(LayerBlob blob, Map<Integer, Content> missing) throws ImagePullException, IOException {
        int left = missing.size();
        try (LayerMembers members = LayerMembers.open(blob, 0, bounds)) {
            while (left > 0 && members.next().isPresent()) {
                Content content = missing.get(members.member());
                if (content != null) {
                    members.spool(content, spool);
                    left--;
                }
            }
        }
        if (left > 0) {
            throw new IOException("the layer " + blob.digest() + " changed in the work directory");
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
