package dev.assay.scanner.pull.registry;

import dev.assay.scanner.pull.registry.RegistrySession.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A manifest. Its bytes are what counts, and are kept; Jib, which hands out what it understood of a manifest, is given an empty
 * index in its place.
 */
final class ManifestExchange extends Exchange {
    /** Registries are asked to take manifests of this size (OCI distribution specification); none is known to need more. */
    static final int MAX_BYTES = 4 << 20;

    private static final byte[] FOR_JIB = "{\"schemaVersion\":2,\"manifests\":[]}".getBytes(StandardCharsets.US_ASCII);

    private final String what;
    private byte[] bytes = {};

    /** @param what for messages */
    ManifestExchange(String what, Limits limits) {
        super(limits);
        this.what = what;
    }

    @Override
    InputStream body(HttpAnswer answer) throws IOException {
        byte[] read =
                answer.length().orElse(0L) > MAX_BYTES ? bytes : timed(answer).readNBytes(MAX_BYTES + 1);
        if (read.length > MAX_BYTES || answer.length().orElse(0L) > MAX_BYTES) {
            throw new Refused(Blobs.tooLarge(what));
        }
        bytes = read;
        return new ByteArrayInputStream(FOR_JIB);
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
