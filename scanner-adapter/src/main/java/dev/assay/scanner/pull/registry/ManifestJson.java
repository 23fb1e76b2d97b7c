package dev.assay.scanner.pull.registry;

import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.pull.ImagePullException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A manifest or an index as it is written, everything possibly missing. */
record ManifestJson(
        @Nullable Integer schemaVersion,
        @Nullable String mediaType,
        @Nullable String artifactType,
        @Nullable DescriptorJson config,
        @Nullable List<@Nullable DescriptorJson> layers,
        @Nullable List<@Nullable DescriptorJson> manifests) {

    record DescriptorJson(
            @Nullable String mediaType,
            @Nullable String digest,
            @Nullable Long size,
            @Nullable PlatformJson platform) {

        static Descriptor require(@Nullable DescriptorJson json, String what) throws ImagePullException {
            if (json == null || json.mediaType == null || json.digest == null || json.size == null || json.size < 0) {
                throw Failure.invalid("the manifest's " + what + " lacks its media type, digest or size");
            }
            String digest = json.digest;
            ImageDigest known = ImageDigest.parse(digest)
                    .orElseThrow(() -> Failure.invalid("the digest '" + Failure.shown(digest) + "' of the manifest's "
                            + what + " is not of the form sha256:<64 hexadecimal digits>"));
            return new Descriptor(json.mediaType, known, json.size);
        }
    }

    record PlatformJson(
            @Nullable String os,
            @Nullable String architecture,
            @Nullable String variant) {}
}
