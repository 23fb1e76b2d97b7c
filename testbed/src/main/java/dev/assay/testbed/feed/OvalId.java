package dev.assay.testbed.feed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The number of a definition, or of a test with its object and state. It depends on the names of package and vulnerability
 * alone, so that a newer feed calls the same thing the same.
 */
record OvalId(long number) {
    static final OvalId RELEASE = new OvalId(1);

    private static final String NAMESPACE = "oval:dev.assay.security-suite:";

    static OvalId of(SecurityUpdate update) {
        return ofText(update.name());
    }

    static OvalId of(SecurityUpdate update, String vulnerability) {
        return ofText(update.name() + " " + vulnerability);
    }

    /** From 62 bits of a hash: no two of a few thousand names have the same. */
    private static OvalId ofText(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
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
