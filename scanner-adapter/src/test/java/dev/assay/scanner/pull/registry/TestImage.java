package dev.assay.scanner.pull.registry;

import dev.assay.contract.image.ImageDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An image's documents, written by hand so that each part can be wrong. */
final class TestImage {
    static final String GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
    static final String ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";
    static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    private final byte[] config;
    private final List<byte[]> layers;
    private final byte[] manifest;

    TestImage(byte[] config, List<byte[]> layers, byte[] manifest) {
        this.config = config;
        this.layers = List.copyOf(layers);
        this.manifest = manifest;
    }

    /** @param layers compressed bytes to uncompressed ones */
    static TestImage of(String architecture, String layerType, List<Map.Entry<byte[], byte[]>> layers) {
        String diffIds =
                layers.stream().map(it -> quoted(digest(it.getValue()).value())).collect(Collectors.joining(","));
        byte[] config = utf8("{\"architecture\":\"" + architecture
                + "\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + diffIds + "]}}");
        List<byte[]> blobs = new ArrayList<>();
        layers.forEach(it -> blobs.add(it.getKey()));
        return new TestImage(config, blobs, manifest(config, CONFIG, blobs, layerType));
    }

    byte[] config() {
        return config;
    }

    List<byte[]> layers() {
        return layers;
    }

    byte[] manifest() {
        return manifest;
    }

    ImageDigest digest() {
        return digest(manifest);
    }

    static byte[] manifest(byte[] config, String configType, List<byte[]> layers, String layerType) {
        return utf8("{\"schemaVersion\":2,\"mediaType\":\"" + ManifestParser.OCI_MANIFEST + "\",\"config\":"
                + descriptor(configType, config, "") + ",\"layers\":["
                + layers.stream().map(it -> descriptor(layerType, it, "")).collect(Collectors.joining(",")) + "]}");
    }

    static byte[] index(String... descriptors) {
        return utf8("{\"schemaVersion\":2,\"mediaType\":\"" + ManifestParser.OCI_INDEX + "\",\"manifests\":["
                + String.join(",", descriptors) + "]}");
    }

    /** @param more members of the object, each with a comma before it */
    static String descriptor(String type, byte[] blob, String more) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest(blob) + "\",\"size\":" + blob.length + more
                + "}";
    }

    static String platform(String os, String architecture, String variant) {
        return ",\"platform\":{\"os\":\"" + os + "\",\"architecture\":\"" + architecture + "\""
                + (variant.isEmpty() ? "" : ",\"variant\":\"" + variant + "\"") + "}";
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static ImageDigest digest(byte[] bytes) {
        try {
            return new ImageDigest("sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
