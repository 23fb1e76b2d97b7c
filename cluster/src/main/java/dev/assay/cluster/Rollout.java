package dev.assay.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One set of images that one controller runs Pods of. A change of any image makes another rollout; a Pod that takes
 * another's place, on whatever node, does not.
 *
 * @param identity 128 bits of SHA-256 in place of the texts, since clusters have hundreds of thousands of Pods
 */
public record Rollout(UUID identity) {
    /**
     * @param owner the uid of the controller in the Pod's {@code ownerReferences}
     * @param images as the Pod's specification has them, in any order
     */
    public static Rollout of(String owner, Collection<String> images) {
        MessageDigest hash = sha256();
        add(hash, owner);
        new TreeSet<>(images).forEach(image -> add(hash, image));
        ByteBuffer bytes = ByteBuffer.wrap(hash.digest());
        return new Rollout(new UUID(bytes.getLong(), bytes.getLong()));
    }

    /** With its length, so that no two lists of texts read the same. */
    private static void add(MessageDigest hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        hash.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
