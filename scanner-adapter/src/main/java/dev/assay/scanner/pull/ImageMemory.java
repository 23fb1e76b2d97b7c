package dev.assay.scanner.pull;

import java.util.Optional;

/**
 * What scans of one image leave for later scans of it, for as long as the image's reports are kept. What can't be kept or
 * read is absent; whoever asks does the work again. Thread-safe.
 */
public interface ImageMemory {
    /** Forgets at once. */
    ImageMemory NONE = new ImageMemory() {
        @Override
        public Optional<byte[]> recall(String what, String key) {
            return Optional.empty();
        }

        @Override
        public void remember(String what, String key, byte[] bytes) {
            // As it says.
        }
    };

    /**
     * What was remembered last under that name, if it was with that key.
     *
     * @param what a short name of lower case letters and {@code -}
     * @param key all that the bytes depend on
     */
    Optional<byte[]> recall(String what, String key);

    /** In the place of what was remembered under that name. Too much of it is not remembered. */
    void remember(String what, String key, byte[] bytes);
}
