package dev.assay.scanner.pull.layer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Names as they are written to disk: those of printable ASCII as they are, others with each byte beyond it as {@code %XX}.
 * Whether Java can write any other name depends on the locale of the process, which a scan must not.
 */
final class FileName {
    private static final int MAX_LENGTH = 255;
    private static final int KEPT = 180;

    private FileName() {}

    static String ofPath(String path) {
        return isPlain(path)
                ? path
                : Arrays.stream(path.split("/")).map(FileName::of).collect(Collectors.joining("/"));
    }

    private static String of(String name) {
        if (isPlain(name)) {
            return name;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder();
        for (byte b : bytes) {
            if (b > ' ' && b < 0x7f && b != '%') {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.length() <= MAX_LENGTH ? encoded.toString() : encoded.substring(0, KEPT) + "%" + hash(bytes);
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(it -> it >= ' ' && it < 0x7f);
    }

    private static String hash(byte[] name) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
