package dev.assay.gate.admission;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.annotation.DenyAnnotations;
import dev.assay.gate.annotation.Standing;
import dev.assay.gate.policy.WaiverUse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up images among those that the cluster has, in memory. Thread-safe. */
final class ImageStandings {
    private final ImageInventory inventory;
    private final Indexes indexes;
    private final NamespacePasses passes;
    private final StandingText text;
    private final Clock clock;

    ImageStandings(ImageInventory inventory, Indexes indexes, NamespacePasses passes, StandingText text, Clock clock) {
        this.inventory = inventory;
        this.indexes = indexes;
        this.passes = passes;
        this.text = text;
        this.clock = clock;
    }

    /** @param namespace in which it is to run */
    ImageStanding of(String image, String namespace) {
        Optional<ImageDigest> digest;
        try {
            digest = ImageReference.parse(image).digest();
        } catch (IllegalArgumentException e) {
            return new ImageStanding.Unknown(String.valueOf(e.getMessage()));
        }
        return digest.map(it -> of(it, namespace))
                .orElseGet(() -> new ImageStanding.Unknown(
                        "it is named by a tag alone, which can mean another image tomorrow; name it by its digest"));
    }

    private ImageStanding of(ImageDigest digest, String namespace) {
        Map<ImageDigest, ImageObject> family = family(digest);
        List<WaiverUse> exceptions = new ArrayList<>();
        for (ImageObject image : family.values()) {
            Standing standing = standing(image);
            if (standing.isDenied()) {
                Optional<List<WaiverUse>> pass = pass(image, standing, namespace);
                if (pass.isEmpty()) {
                    return new ImageStanding.Denied(image.digest(), text.denial(digest, image, standing));
                }
                exceptions.addAll(pass.get());
            }
        }
        if (!exceptions.isEmpty()) {
            return new ImageStanding.Excepted(digest, text.exceptions(exceptions));
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

    /** What a person or another tool denies, no exception from policies lets in. */
    private Optional<List<WaiverUse>> pass(ImageObject image, Standing standing, String namespace) {
        return standing.byGate() ? passes.find(image.digest(), namespace, clock.instant()) : Optional.empty();
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
