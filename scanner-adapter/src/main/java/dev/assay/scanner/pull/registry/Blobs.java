package dev.assay.scanner.pull.registry;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.RegistryException;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.pull.ImagePullException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads bytes that have a digest, and gives them out only when they match it. */
final class Blobs {
    private final RegistrySession session;

    Blobs(RegistrySession session) {
        this.session = session;
    }

    byte[] manifest(ImageDigest digest) throws ImagePullException {
        return document("the manifest " + digest, digest.value(), bytes -> requireDigest(digest, digest(bytes)));
    }

    /** The digest is made of what comes, and not taken from the registry's word. */
    ImageDigest digestOf(String tag) throws ImagePullException {
        return digest(document("the manifest of the tag " + tag, tag, bytes -> {}));
    }

    byte[] configuration(Descriptor descriptor) throws ImagePullException {
        if (descriptor.size() > ManifestExchange.MAX_BYTES) {
            throw tooLarge("the configuration " + descriptor.digest());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) descriptor.size());
        blob(descriptor, () -> {
            out.reset();
            return out;
        });
        return out.toByteArray();
    }

    /** @param file is written anew with each attempt; its end is for the caller to say */
    void layer(Descriptor descriptor, GrowingFile file) throws ImagePullException {
        blob(descriptor, file::rewrite);
    }

    private void blob(Descriptor descriptor, Target target) throws ImagePullException {
        session.read(
                "blobs/" + descriptor.digest(), limits -> new BlobExchange(descriptor, limits), (client, exchange) -> {
                    try (OutputStream out = target.open()) {
                        client.pullBlob(jibs(descriptor.digest()), size -> {}, written -> {})
                                .writeTo(out);
                    } catch (IOException e) {
                        // Jib compares the digest when it has read everything, and says so by an exception of its own.
                        if (e.getCause() instanceof RegistryException
                                && exchange.fault().isPresent()) {
                            throw exchange.fault().get();
                        }
                        throw e;
                    }
                });
    }

    private byte[] document(String what, String qualifier, Check check) throws ImagePullException {
        return session.read(
                        "manifests/" + qualifier, limits -> new ManifestExchange(what, limits), (client, exchange) -> {
                            client.pullManifest(qualifier);
                            check.of(exchange.bytes());
                        })
                .bytes();
    }

    private static DescriptorDigest jibs(ImageDigest digest) {
        try {
            return DescriptorDigest.fromDigest(digest.value());
        } catch (DigestException e) {
            throw new IllegalStateException("each digest of ours is one of Jib's", e);
        }
    }

    static ImagePullException tooLarge(String what) {
        return new ImagePullException(
                FailureReason.IMAGE_TOO_LARGE,
                what + " has more than " + ManifestExchange.MAX_BYTES + " bytes, which no registry has to take");
    }

    private static void requireDigest(ImageDigest stated, ImageDigest actual) throws WrongBytes {
        if (!stated.equals(actual)) {
            throw new WrongBytes("the manifest " + stated + " comes with bytes of the digest " + actual);
        }
    }

    private static ImageDigest digest(byte[] bytes) {
        MessageDigest sha256 = sha256();
        sha256.update(bytes);
        return digestOf(sha256);
    }

    private static ImageDigest digestOf(MessageDigest sha256) {
        return new ImageDigest("sha256:" + HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Where a blob goes; opened for each attempt. */
    @FunctionalInterface
    private interface Target {
        OutputStream open() throws IOException;
    }

    /** Looks at the bytes of a document. */
    @FunctionalInterface
    private interface Check {
        void of(byte[] bytes) throws WrongBytes;
    }
}
