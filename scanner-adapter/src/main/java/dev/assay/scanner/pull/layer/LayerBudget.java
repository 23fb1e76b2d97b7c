package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;

/** What one reading of a layer takes of the image's budget, to be given back if it was in vain. For one thread at a time. */
final class LayerBudget {
    private final ImageBudget image;
    private long inflated;
    private long entries;
    private long nameBytes;
    private long kept;

    LayerBudget(ImageBudget image) {
        this.image = image;
    }

    /** Uncompressed bytes of one more piece of the layer, with how many there are and how many came for them. */
    void inflated(int bytes, long compressed) throws BoundExceeded {
        inflated += bytes;
        image.inflated(bytes);
        image.requireRatio(inflated, compressed);
    }

    /** One more entry, with so many bytes of names. */
    void entry(int bytes) throws ImagePullException {
        entries++;
        nameBytes += bytes;
        image.entry(bytes);
    }

    /** @return whether there is room for the content; it counts as kept then */
    boolean keeps(long size) {
        boolean isKept = image.keeps(size);
        kept += isKept ? size : 0;
        return isKept;
    }

    void giveBack() {
        image.giveBack(inflated, entries, nameBytes, kept);
        inflated = 0;
        entries = 0;
        nameBytes = 0;
        kept = 0;
    }
}
