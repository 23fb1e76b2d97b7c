package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** One layer of an image, which may not have been fetched. Thread-safe. */
public interface LayerSource {
    LayerIdentity identity();

    /**
     * The bytes as they come, to begin with before the last one is there. They were held against no digest: what is made of
     * them is worth something only when {@link #blob()} has returned as well.
     *
     * @throws IOException when they can't be read now, and might be by {@link #blob()}; so may reading them
     */
    default InputStream arriving() throws ImagePullException, IOException {
        return Files.newInputStream(blob().file());
    }

    /** Fetches it, once however often it is asked for, and waits until it is there. */
    LayerBlob blob() throws ImagePullException;
}
