package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;

/** Counts what one image costs in entries, names and steps, so that a small layer cannot make for endless work. */
final class Effort {
    /** Steps from folder to folder, for each entry that is allowed: several times what ordinary images need. */
    private static final int STEPS_PER_ENTRY = 64;

    private final ExtractionBounds bounds;
    private long entries;
    private long nameBytes;
    private long steps;

    Effort(ExtractionBounds bounds) {
        this.bounds = bounds;
    }

    /** A name is kept in the tree. */
    void entry(int nameLength) throws ImagePullException {
        entries++;
        nameBytes += nameLength;
        if (entries > bounds.maxEntries()) {
            throw Refusal.tooLarge("the number of files and folders in the layers", bounds.maxEntries(), "max-entries");
        }
        if (nameBytes > bounds.maxNameBytes()) {
            throw Refusal.tooLarge("the length of all names together", bounds.maxNameBytes(), "max-name-bytes");
        }
    }

    /** One folder or link was looked at on the way to somewhere. */
    void step() throws ImagePullException {
        steps++;
        if (steps > (long) bounds.maxEntries() * STEPS_PER_ENTRY) {
            throw Refusal.tooLarge(
                    "the number of steps that links and whiteouts cause", bounds.maxEntries(), "max-entries");
        }
    }
}
