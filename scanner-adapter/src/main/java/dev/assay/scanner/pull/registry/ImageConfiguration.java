package dev.assay.scanner.pull.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an image says of itself (OCI image specification, config.md).
 *
 * @param diffIds digests of the uncompressed layers, the lowest first
 */
record ImageConfiguration(Platform platform, List<ImageDigest> diffIds) {
    ImageConfiguration {
        diffIds = List.copyOf(diffIds);
    }

    static ImageConfiguration parse(byte[] bytes) throws ImagePullException {
        ConfigJson json = json(bytes);
        if (json == null || json.os == null || json.architecture == null || json.rootfs == null) {
            throw Failure.invalid("the image's configuration lacks its os, architecture or rootfs");
        }
        List<ImageDigest> diffIds = new ArrayList<>();
        for (String text : json.rootfs.diffIds == null ? List.<String>of() : json.rootfs.diffIds) {
            diffIds.add(diffId(text));
        }
        Optional<String> variant = Optional.ofNullable(json.variant).filter(it -> !it.isEmpty());
        return new ImageConfiguration(new Platform(json.os, json.architecture, variant), diffIds);
    }

    private static ImageDigest diffId(@Nullable String text) throws ImagePullException {
        return Optional.ofNullable(text)
                .flatMap(ImageDigest::parse)
                .orElseThrow(
                        () -> Failure.invalid("the image's configuration has a diff ID that is no SHA-256 digest"));
    }

    private static @Nullable ConfigJson json(byte[] bytes) throws ImagePullException {
        try {
            return Json.MAPPER.readValue(bytes, ConfigJson.class);
        } catch (JsonProcessingException e) {
            throw Failure.invalid("the image's configuration can't be read: " + Failure.shown(e.getOriginalMessage()));
        } catch (IOException e) {
            throw Failure.invalid(
                    "the image's configuration can't be read: " + Failure.shown(String.valueOf(e.getMessage())));
        }
    }

    private record ConfigJson(
            @Nullable String os,
            @Nullable String architecture,
            @Nullable String variant,
            @Nullable RootFs rootfs) {}

    private record RootFs(
            @JsonProperty("diff_ids") @Nullable List<@Nullable String> diffIds) {}
}
