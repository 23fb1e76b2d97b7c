package dev.assay.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an Image (image.openshift.io/v1) that are read. The others, which can be hundreds of kilobytes, are
 * skipped while parsing. Never write one of these back whole: what was skipped would be lost.
 */
@Group("image.openshift.io")
@Version("v1")
@Kind("Image")
@Plural("images")
@Singular("image")
@JsonDeserialize(using = JsonDeserializer.None.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
final class ImageResource implements HasMetadata {
    private static final long serialVersionUID = 1L;

    /** More than any index has in earnest. */
    private static final int MAX_PLATFORMS = 64;

    private String apiVersion = "image.openshift.io/v1";
    private String kind = "Image";

    @JsonIgnoreProperties({"managedFields", "ownerReferences", "labels", "finalizers"})
    private ObjectMeta metadata = new ObjectMeta();

    private @Nullable String dockerImageReference;

    private List<PlatformManifest> dockerImageManifests = List.of();

    static ImageResource named(String name) {
        ImageResource resource = new ImageResource();
        resource.setMetadata(new ObjectMetaBuilder().withName(name).build());
        return resource;
    }

    /** As much of {@code image} as the client's own bookkeeping asks for. */
    static ImageResource bare(ImageObject image) {
        ImageResource resource = named(image.digest().value());
        resource.getMetadata().setUid(image.uid());
        resource.getMetadata().setResourceVersion(image.resourceVersion());
        return resource;
    }

    /** Empty when the name isn't a digest: legal for the API server, but no registry's manifest has such a name. */
    Optional<ImageObject> read() {
        return Optional.ofNullable(metadata.getName())
                .flatMap(ImageDigest::parse)
                .map(digest -> new ImageObject(
                        digest,
                        readReference(digest),
                        readPlatforms(),
                        KeptAnnotations.of(
                                Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of())),
                        Optional.ofNullable(metadata.getUid()).orElse(""),
                        Optional.ofNullable(metadata.getResourceVersion()).orElse("")));
    }

    private List<ImageDigest> readPlatforms() {
        return dockerImageManifests.stream()
                .flatMap(it -> Optional.ofNullable(it.digest()).flatMap(ImageDigest::parse).stream())
                .limit(MAX_PLATFORMS)
                .toList();
    }

    private Optional<ImageReference> readReference(ImageDigest digest) {
        if (dockerImageReference == null) {
            return Optional.empty();
        }
        try {
            ImageReference reference = ImageReference.parse(dockerImageReference);
            // One digest object instead of two equal ones: it is a fifth of what is kept of an image.
            return Optional.of(reference.digest().equals(Optional.of(digest)) ? sharing(reference, digest) : reference);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static ImageReference sharing(ImageReference reference, ImageDigest digest) {
        return new ImageReference(reference.registry(), reference.repository(), reference.tag(), Optional.of(digest));
    }

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setApiVersion(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    @Override
    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public @Nullable String getDockerImageReference() {
        return dockerImageReference;
    }

    public void setDockerImageReference(@Nullable String dockerImageReference) {
        this.dockerImageReference = dockerImageReference;
    }

    public List<PlatformManifest> getDockerImageManifests() {
        return dockerImageManifests;
    }

    public void setDockerImageManifests(@Nullable List<PlatformManifest> dockerImageManifests) {
        this.dockerImageManifests = dockerImageManifests == null ? List.of() : dockerImageManifests;
    }

    /** The one field of an ImageManifest that is read. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PlatformManifest(@Nullable String digest) {}
}
