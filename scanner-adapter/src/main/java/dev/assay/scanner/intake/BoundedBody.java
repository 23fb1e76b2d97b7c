package dev.assay.scanner.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a body up to a bound, and no further. */
public final class BoundedBody {
    private BoundedBody() {}

    /** Empty when there is more than {@code limit} bytes. */
    public static Optional<byte[]> read(InputStream body, long limit) throws IOException {
        byte[] read = body.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        return read.length > limit ? Optional.empty() : Optional.of(read);
    }
}
