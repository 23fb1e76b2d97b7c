package dev.assay.scanner.pull.layer;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.WantedPaths;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Reads one layer to its end, and writes its outline. */
final class LayerOutlining {
    private static final int BUFFER = 1 << 16;

    private final WantedPaths wanted;
    private final Set<Integer> members;
    private final LayerBudget budget;
    private final ExtractionBounds bounds;
    private final byte[] buffer = new byte[BUFFER];

    /** @param members entries whose content is kept whatever their path */
    LayerOutlining(WantedPaths wanted, Set<Integer> members, LayerBudget budget, ExtractionBounds bounds) {
        this.wanted = wanted;
        this.members = members;
        this.budget = budget;
        this.bounds = bounds;
    }

    /**
     * @param bytes of the layer as the registry keeps it; closed
     * @param gzip what gzip is inflated with in place of the JDK's
     * @param file does not exist; worth something only when this returns, for then the uncompressed bytes are those of the
     *     diff ID
     */
    void outline(InputStream bytes, Optional<GzipProgram> gzip, Path file, OutlineKey key) throws ImagePullException {
        try (LayerMembers layer = LayerMembers.open(key.layer(), bytes, gzip, budget);
                OutlineWriter writer = new OutlineWriter(file, key)) {
            for (Optional<TarArchiveEntry> it = layer.next(); it.isPresent(); it = layer.next()) {
                take(LayerEntry.of(it.get(), bounds), layer, writer);
            }
            writer.finish(layer.finish());
        } catch (IOException e) {
            throw new ImagePullException(
                    FailureReason.PULL_FAILED,
                    "the work directory does not take what is kept of the layer "
                            + key.layer().digest() + ": " + e.getMessage(),
                    e);
        }
    }

    private void take(LayerEntry entry, LayerMembers layer, OutlineWriter writer)
            throws ImagePullException, IOException {
        boolean isKept = entry.kind() == EntryKind.FILE && isKept(entry, layer.member());
        budget.entry(writer.entry(entry, isKept));
        if (isKept) {
            copy(entry, layer, writer);
        }
    }

    /** Whether it is wanted by its own path. What a link leads to is found out when all layers are merged. */
    private boolean isKept(LayerEntry entry, int member) throws ImagePullException {
        EntryPath path = EntryPath.of(entry.name(), bounds);
        return members.contains(member)
                || (!path.isRoot() && wanted.isWorthKeeping(path.toString()) && budget.keeps(entry.size()));
    }

    private void copy(LayerEntry entry, LayerMembers layer, OutlineWriter writer)
            throws ImagePullException, IOException {
        long left = entry.size();
        for (int read = layer.read(buffer); read >= 0; read = layer.read(buffer)) {
            left -= read;
            if (left < 0) {
                break;
            }
            writer.content(buffer, read);
        }
        if (left != 0) {
            throw Refusal.invalid("the file " + Refusal.shown(entry.name()) + " has not the " + entry.size()
                    + " bytes that its header states");
        }
    }
}
