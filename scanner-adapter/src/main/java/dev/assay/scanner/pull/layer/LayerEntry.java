package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * One entry of a layer, as far as anybody looks at it.
 *
 * @param name as the archive has it
 * @param target of a link, as the archive has it; else empty
 * @param mode permission bits
 * @param size of a file, in bytes; else 0
 */
record LayerEntry(EntryKind kind, String name, String target, int mode, long size) {
    private static final int PERMISSIONS = 0777;

    static LayerEntry of(TarArchiveEntry entry, ExtractionBounds bounds) throws ImagePullException {
        EntryKind kind = EntryKind.of(entry);
        return new LayerEntry(
                kind,
                entry.getName(),
                kind.isLink() ? target(entry, bounds) : "",
                entry.getMode() & PERMISSIONS,
                kind == EntryKind.FILE ? size(entry) : 0);
    }

    private static String target(TarArchiveEntry entry, ExtractionBounds bounds) throws ImagePullException {
        String target = entry.getLinkName();
        if (target.isEmpty() || target.indexOf('\0') >= 0) {
            throw Refusal.invalid("the link " + Refusal.shown(entry.getName()) + " leads nowhere");
        }
        requireBounded(entry.getName(), target, bounds);
        return target;
    }

    /** The target's length: what was bounded when a layer was read may be too long for the bounds of today. */
    static void requireBounded(String name, String target, ExtractionBounds bounds) throws ImagePullException {
        if (target.length() > bounds.maxPathLength()) {
            throw Refusal.tooLarge(
                    "the target of the link " + Refusal.shown(name), bounds.maxPathLength(), "max-path-length");
        }
    }

    private static long size(TarArchiveEntry entry) throws ImagePullException {
        long size = entry.getRealSize();
        if (size < 0) {
            throw Refusal.invalid("the file " + Refusal.shown(entry.getName()) + " has the size " + size);
        }
        return size;
    }
}
