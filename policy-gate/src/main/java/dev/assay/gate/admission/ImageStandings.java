package dev.assay.gate.admission;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.annotation.DenyAnnotations;
import dev.assay.gate.annotation.Standing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Looks up images among those that the cluster has, in memory. Thread-safe. */
final class ImageStandings {
    private final ImageInventory inventory;
    private final Indexes indexes;
    private final StandingText text;

    ImageStandings(ImageInventory inventory, Indexes indexes, StandingText text) {
        this.inventory = inventory;
        this.indexes = indexes;
        this.text = text;
    }

    ImageStanding of(String image) {
        Optional<ImageDigest> digest;
        try {
            digest = ImageReference.parse(image).digest();
        } catch (IllegalArgumentException e) {
            return new ImageStanding.Unknown(String.valueOf(e.getMessage()));
        }
        return digest.map(this::of)
                .orElseGet(() -> new ImageStanding.Unknown(
                        "it is named by a tag alone, which can mean another image tomorrow; name it by its digest"));
    }

    private ImageStanding of(ImageDigest digest) {
        Map<ImageDigest, ImageObject> family = family(digest);
        for (ImageObject image : family.values()) {
            Standing standing = standing(image);
            if (standing.isDenied()) {
                return new ImageStanding.Denied(image.digest(), text.denial(digest, image, standing));
            }
        }
        if (family.isEmpty()) {
            return new ImageStanding.Unknown("the cluster has no Image " + digest + ", so nobody has judged it");
        }
        return family.values().stream()
                .filter(it -> standing(it).decision() != Decision.ALLOW)
                .findFirst()
                .<ImageStanding>map(it -> new ImageStanding.Doubtful(it.digest(), text.doubt(standing(it))))
                .orElseGet(ImageStanding.Fine::new);
    }

    /** The image, the indexes that it is a platform of, and the platforms that it is the index of. */
    private Map<ImageDigest, ImageObject> family(ImageDigest digest) {
        Map<ImageDigest, ImageObject> family = new LinkedHashMap<>();
        inventory.find(digest).ifPresent(it -> {
            family.put(digest, it);
            it.platforms()
                    .forEach(platform -> inventory.find(platform).ifPresent(there -> family.put(platform, there)));
        });
        for (ImageDigest index : indexes.of(digest)) {
            inventory.find(index).ifPresent(it -> family.put(index, it));
        }
        return family;
    }

    private static Standing standing(ImageObject image) {
        return DenyAnnotations.of(image.annotations()).standing();
    }
}
