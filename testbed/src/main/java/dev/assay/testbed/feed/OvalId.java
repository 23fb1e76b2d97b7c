package dev.assay.testbed.feed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The number that a definition shares with its test, object and state. It depends on the package's name alone, so that a
 * newer feed calls the same thing the same.
 */
record OvalId(long number) {
    static final OvalId RELEASE = new OvalId(1);

    private static final String NAMESPACE = "oval:dev.assay.security-suite:";

    /** From 62 bits of a hash: no two of a few thousand names have the same. */
    static OvalId of(SecurityUpdate update) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(update.name().getBytes(StandardCharsets.UTF_8));
            return new OvalId((ByteBuffer.wrap(hash).getLong() >>> 2) + 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String definition() {
        return NAMESPACE + "def:" + number;
    }

    String test() {
        return NAMESPACE + "tst:" + number;
    }

    String object() {
        return NAMESPACE + "obj:" + number;
    }

    String state() {
        return NAMESPACE + "ste:" + number;
    }
}
