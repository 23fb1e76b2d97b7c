package dev.assay.gate.expression;

import dev.assay.contract.image.ImageReference;
import dev.assay.gate.quality.ImageFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What expressions see as {@code image}. */
record ImageView(ImageFacts facts) {
    static final String DIGEST = "digest";
    static final String REFERENCE = "reference";
    static final String REGISTRY = "registry";
    static final String REPOSITORY = "repository";

    Map<String, Object> asMap() {
        Map<String, Object> image = new HashMap<>();
        image.put(DIGEST, facts.digest().value());
        facts.reference().ifPresent(it -> {
            image.put(REFERENCE, it.toString());
            image.put(REGISTRY, it.registry());
            image.put(REPOSITORY, it.repository());
        });
        return image;
    }

    Optional<String> registry() {
        return facts.reference().map(ImageReference::registry);
    }

    Optional<String> repository() {
        return facts.reference().map(ImageReference::repository);
    }
}
