package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import java.util.Map;
import java.util.Optional;

/** Images for tests. */
final class Samples {
    static final String QUALITY = "quality.images.openshift.io/vulnerability.openscap";

    private Samples() {}

    static ImageDigest digest(int number) {
        return new ImageDigest("sha256:" + "%064x".formatted(number));
    }

    static String reference(int number) {
        return "registry.example:5000/team/app@" + digest(number);
    }

    static ImageObject image(int number, Map<String, String> annotations) {
        return new ImageObject(
                digest(number),
                Optional.of(ImageReference.parse(reference(number))),
                annotations,
                "uid-" + number,
                "7");
    }

    static ImageResource resource(int number, Map<String, String> annotations) {
        ImageResource resource = ImageResource.bare(image(number, annotations));
        resource.getMetadata().setAnnotations(annotations);
        resource.setDockerImageReference(reference(number));
        return resource;
    }
}
