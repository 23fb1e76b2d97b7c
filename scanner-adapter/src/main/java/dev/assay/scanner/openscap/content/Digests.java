package dev.assay.scanner.openscap.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one digest in use. */
public final class Digests {
    private Digests() {}

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
