package dev.assay.scanner.pull.layer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which outline it is: of which layer, made for whom, by which version of what makes it.
 *
 * @param selection what was wanted when it was made; empty when that has no name
 */
record OutlineKey(LayerIdentity layer, String selection) {
    /** Goes up when the same layer would give another outline. */
    static final int EXTRACTOR_VERSION = 1;

    /** All that the outline depends on. */
    String text() {
        return "extractor " + EXTRACTOR_VERSION + "\n" + layer.digest() + "\n" + layer.diffId() + "\n" + layer.size()
                + "\n" + selection;
    }

    /** For a file, the same wherever it is asked for. */
    String hash() {
        byte[] text = text().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256().digest(text));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
