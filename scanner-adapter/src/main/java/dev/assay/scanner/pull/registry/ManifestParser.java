package dev.assay.scanner.pull.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.registry.ManifestJson.DescriptorJson;
import dev.assay.scanner.pull.registry.ManifestJson.PlatformJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads manifests and indexes (OCI image specification, manifest.md and image-index.md; Docker image manifest version 2,
 * schema 2). What runs is told from what does not by the media types of configuration and layers; an
 * {@code artifactType} makes no image less of one.
 */
final class ManifestParser {
    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    /** The last one only to be able to say that it is not supported. */
    static final String ACCEPT = String.join(
            ", ",
            OCI_INDEX,
            DOCKER_LIST,
            OCI_MANIFEST,
            DOCKER_MANIFEST,
            "application/vnd.docker.distribution.manifest.v1+prettyjws;q=0.1");

    private static final Set<String> CONFIGS =
            Set.of("application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");
    private static final Set<String> LAYERS = Set.of(
            "application/vnd.oci.image.layer.v1.tar",
            "application/vnd.oci.image.layer.v1.tar+gzip",
            "application/vnd.oci.image.layer.v1.tar+zstd",
            "application/vnd.docker.image.rootfs.diff.tar",
            "application/vnd.docker.image.rootfs.diff.tar.gzip",
            "application/vnd.docker.image.rootfs.diff.tar.zstd");
    private static final String UNKNOWN = "unknown";

    private ManifestParser() {}

    static Manifest parse(byte[] bytes) throws ImagePullException {
        ManifestJson json = json(bytes);
        if (Objects.equals(json.schemaVersion(), 1)) {
            throw Failure.invalid(
                    "the image has a manifest of schema 1, which is unsupported; pushing it again with a current tool makes"
                            + " it one of schema 2");
        }
        if (!Objects.equals(json.schemaVersion(), 2)) {
            throw Failure.invalid("the manifest has the schema version " + json.schemaVersion() + " in place of 2");
        }
        List<DescriptorJson> manifests = json.manifests();
        List<DescriptorJson> layers = json.layers();
        if (manifests != null && (layers != null || json.config() != null)) {
            throw Failure.invalid(
                    "the manifest is both an image and an index, and each reader may take it for another");
        }
        if (manifests != null) {
            requireType(json, OCI_INDEX, DOCKER_LIST);
            return index(manifests);
        }
        requireType(json, OCI_MANIFEST, DOCKER_MANIFEST);
        return image(json, layers == null ? List.of() : layers);
    }

    private static ManifestJson json(byte[] bytes) throws ImagePullException {
        try {
            ManifestJson json = Json.MAPPER.readValue(bytes, ManifestJson.class);
            if (json != null) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw Failure.invalid("the manifest can't be read: " + Failure.shown(e.getOriginalMessage()));
        } catch (IOException e) {
            throw Failure.invalid("the manifest can't be read: " + Failure.shown(String.valueOf(e.getMessage())));
        }
        throw Failure.invalid("the manifest is null");
    }

    private static void requireType(ManifestJson json, String oci, String docker) throws ImagePullException {
        String type = json.mediaType();
        if (type != null && !type.equals(oci) && !type.equals(docker)) {
            throw Failure.invalid(
                    "the manifest calls itself " + Failure.shown(type) + ", and has the content of " + oci);
        }
    }

    private static Manifest index(List<DescriptorJson> manifests) throws ImagePullException {
        List<Manifest.Entry> entries = new ArrayList<>();
        for (DescriptorJson json : manifests) {
            Descriptor manifest = DescriptorJson.require(json, "entry " + entries.size());
            entries.add(new Manifest.Entry(manifest, platform(json == null ? null : json.platform())));
        }
        return new Manifest.Index(entries);
    }

    private static Optional<Platform> platform(@Nullable PlatformJson json) {
        if (json == null || json.os() == null || json.architecture() == null) {
            return Optional.empty();
        }
        return Optional.of(new Platform(
                json.os(),
                json.architecture(),
                Optional.ofNullable(json.variant()).filter(it -> !it.isEmpty())));
    }

    private static Manifest image(ManifestJson json, List<DescriptorJson> layers) throws ImagePullException {
        Descriptor config = DescriptorJson.require(json.config(), "configuration");
        if (!CONFIGS.contains(config.mediaType())) {
            throw Failure.notApplicable("this is an artifact of the type "
                    + Failure.shown(Optional.ofNullable(json.artifactType()).orElse(config.mediaType()))
                    + ", and no container image");
        }
        List<Descriptor> descriptors = new ArrayList<>();
        for (DescriptorJson layer : layers) {
            Descriptor descriptor = DescriptorJson.require(layer, "layer " + descriptors.size());
            requireFileSystem(descriptor);
            descriptors.add(descriptor);
        }
        return new Manifest.Image(config, descriptors);
    }

    private static void requireFileSystem(Descriptor layer) throws ImagePullException {
        if (LAYERS.contains(layer.mediaType())) {
            return;
        }
        boolean foreign = layer.mediaType().contains("nondistributable")
                || layer.mediaType().contains(".foreign.");
        throw Failure.notApplicable("the layer " + layer.digest() + " is of the type "
                + Failure.shown(layer.mediaType())
                + (foreign
                        ? ", which registries do not hand out: the image can't be looked at whole"
                        : ", which is no layer of files"));
    }

    /** What build tools put beside the images, as attestations, has this platform. */
    static boolean isRunnable(Platform platform) {
        return !platform.os().equals(UNKNOWN) && !platform.architecture().equals(UNKNOWN);
    }
}
