package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;
import java.util.concurrent.atomic.AtomicLong;

/** What the layers of one image may take while they are read, all together and several at a time. Thread-safe. */
final class ImageBudget {
    /** Names are written as paths, and paths again and again: so many times what the merged image may have in names. */
    private static final int PATHS_PER_NAME = 4;

    private static final int BYTES_PER_ENTRY = 64;

    private final ExtractionBounds bounds;
    private final AtomicLong inflated = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();

    ImageBudget(ExtractionBounds bounds) {
        this.bounds = bounds;
    }

    /** Uncompressed bytes of one more piece of a layer. */
    void inflated(long bytes) throws BoundExceeded {
        if (inflated.addAndGet(bytes) > bounds.maxInflatedBytes()) {
            throw new BoundExceeded(Refusal.words(
                    "the uncompressed size of the layers", bounds.maxInflatedBytes(), "max-inflated-bytes"));
        }
    }

    /** One more entry, with so many bytes of names. The merged image is counted exactly; this keeps the disk from filling. */
    void entry(int nameBytes) throws ImagePullException {
        long most = PATHS_PER_NAME * bounds.maxNameBytes() + (long) BYTES_PER_ENTRY * bounds.maxEntries();
        if (written.addAndGet(nameBytes + 1L) > most) {
            throw Refusal.tooLarge("the length of all names together", bounds.maxNameBytes(), "max-name-bytes");
        }
    }

    /** @return whether there is room for the content; it counts as kept then */
    boolean keeps(long size) {
        if (size > bounds.maxFileBytes()) {
            return false;
        }
        if (kept.addAndGet(size) <= bounds.maxStoredBytes()) {
            return true;
        }
        kept.addAndGet(-size);
        return false;
    }

    /** What was counted for a reading that was in vain: pieces of layers, entries with so many bytes of names, kept content. */
    void giveBack(long bytes, long entries, long nameBytes, long content) {
        inflated.addAndGet(-bytes);
        written.addAndGet(-nameBytes - entries);
        kept.addAndGet(-content);
    }

    /** @throws BoundExceeded when the layer is compressed more than is believed to be honest, by what is known so far */
    void requireRatio(long uncompressed, long compressed) throws BoundExceeded {
        if (uncompressed > bounds.ratioFloor() && uncompressed / bounds.maxCompressionRatio() > compressed) {
            throw new BoundExceeded(Refusal.words(
                    "the compression ratio, with " + uncompressed + " bytes from " + compressed + " so far,",
                    bounds.maxCompressionRatio(),
                    "max-compression-ratio"));
        }
    }
}
