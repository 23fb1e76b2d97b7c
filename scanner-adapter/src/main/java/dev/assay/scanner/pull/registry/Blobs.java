package dev.assay.scanner.pull.registry;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.pull.ImagePullException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads bytes that have a digest, and gives them out only when they match it. */
final class Blobs {
    /** Registries are asked to take manifests of this size (OCI distribution specification); none is known to need more. */
    private static final int MAX_DOCUMENT = 4 << 20;

    private static final int BUFFER = 1 << 16;

    private final RegistrySession session;

    Blobs(RegistrySession session) {
        this.session = session;
    }

    byte[] manifest(ImageDigest digest) throws ImagePullException {
        return session.read("manifests/" + digest, ManifestParser.ACCEPT, (answer, body) -> {
            byte[] bytes = document("the manifest " + digest, answer, body);
            requireDigest("the manifest", digest, digest(bytes));
            return bytes;
        });
    }

    /** The digest is made of what comes, and not taken from the registry's word. */
    ImageDigest digestOf(String tag) throws ImagePullException {
        return session.read(
                "manifests/" + tag,
                ManifestParser.ACCEPT,
                (answer, body) -> digest(document("the manifest of the tag " + tag, answer, body)));
    }

    byte[] configuration(Descriptor descriptor) throws ImagePullException {
        if (descriptor.size() > MAX_DOCUMENT) {
            throw tooLarge("the configuration " + descriptor.digest());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) descriptor.size());
        session.read("blobs/" + descriptor.digest(), "", (answer, body) -> {
            out.reset();
            copy(descriptor, answer, body, out);
            return out;
        });
        return out.toByteArray();
    }

    /** @param file is made, or written over */
    void layer(Descriptor descriptor, Path file) throws ImagePullException {
        session.read("blobs/" + descriptor.digest(), "", (answer, body) -> {
            try (OutputStream out = Files.newOutputStream(file)) {
                copy(descriptor, answer, body, out);
            }
            return file;
        });
    }

    private static void copy(Descriptor descriptor, HttpAnswer answer, InputStream body, OutputStream out)
            throws IOException {
        long size = descriptor.size();
        if (answer.length().orElse(size) != size) {
            throw wrongSize(descriptor, answer.length().orElse(size));
        }
        MessageDigest sha256 = sha256();
        byte[] buffer = new byte[BUFFER];
        long count = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            count += read;
            if (count > size) {
                throw wrongSize(descriptor, count);
            }
            sha256.update(buffer, 0, read);
            out.write(buffer, 0, read);
        }
        if (count != size) {
            throw wrongSize(descriptor, count);
        }
        requireDigest("the blob", descriptor.digest(), digestOf(sha256));
    }

    private static byte[] document(String what, HttpAnswer answer, InputStream body)
            throws IOException, ImagePullException {
        if (answer.length().orElse(0L) > MAX_DOCUMENT) {
            throw tooLarge(what);
        }
        byte[] bytes = body.readNBytes(MAX_DOCUMENT + 1);
        if (bytes.length > MAX_DOCUMENT) {
            throw tooLarge(what);
        }
        return bytes;
    }

    private static ImagePullException tooLarge(String what) {
        return new ImagePullException(
                FailureReason.IMAGE_TOO_LARGE,
                what + " has more than " + MAX_DOCUMENT + " bytes, which no registry has to take");
    }

    private static WrongBytes wrongSize(Descriptor descriptor, long size) {
        return new WrongBytes("the blob " + descriptor.digest() + " comes with " + size
                + " bytes or more, and the manifest states " + descriptor.size());
    }

    private static void requireDigest(String what, ImageDigest stated, ImageDigest actual) throws WrongBytes {
        if (!stated.equals(actual)) {
            throw new WrongBytes(what + " " + stated + " comes with bytes of the digest " + actual);
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
}
