package dev.assay.gate.expression;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageReference;
import dev.assay.gate.SampleImages;
import dev.assay.gate.quality.AnnotationReading;
import dev.assay.gate.quality.ImageFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Images that are alike in some things that expressions look at, and not in others. */
final class ManyImages {
    private static final Instant NOW = SampleImages.NOW;
    private static final QualityAnnotationKey OPENSCAP = QualityAnnotationKey.ofShort("vulnerability.openscap");
    private static final QualityAnnotationKey CLAIR = QualityAnnotationKey.ofShort("vulnerability.clair");
    private static final QualityAnnotationKey LICENSE = QualityAnnotationKey.ofShort("license.xray");

    private ManyImages() {}

    static Bindings bindings(ImageFacts facts) {
        Set<QualityAnnotationKey> required = Set.of(OPENSCAP, CLAIR);
        Set<QualityAnnotationKey> results = new TreeSet<>();
        Set<QualityAnnotationKey> passedOver = new TreeSet<>();
        for (QualityAnnotationKey key : required) {
            switch (facts.judgement(key).state()) {
                case COMPLETED -> results.add(key);
                case FAILED -> {
                    results.add(key);
                    passedOver.add(key);
                }
                default -> {}
            }
        }
        return Bindings.all(facts, required, results, passedOver, Map.of());
    }

    /** Always the same. */
    static List<ImageFacts> make(int number) {
        Random random = new Random(20_261_127);
        List<ImageFacts> images = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Map<String, String> annotations = new HashMap<>();
            for (QualityAnnotationKey key : List.of(OPENSCAP, CLAIR, LICENSE)) {
                String value = value(random);
                if (!value.isEmpty()) {
                    annotations.put(key.annotationKey(), value);
                }
            }
            Optional<ImageReference> reference = random.nextInt(5) == 0
                    ? Optional.empty()
                    : Optional.of(ImageReference.parse((random.nextBoolean() ? "a" : "b") + ".example.com/team/"
                            + (random.nextBoolean() ? "a" : "b")));
            images.add(new ImageFacts(
                    SampleImages.DIGEST, reference, new AnnotationReading().read(annotations, NOW), NOW));
        }
        return images;
    }

    /** A result with few findings, a failure, rubbish, or nothing. */
    private static String value(Random random) {
        String summary = random.nextInt(8) == 0
                ? "[{'label': 'not scanned', 'data': 'TIMEOUT', 'severityIndex': 0}]"
                : "[{'label': 'critical', 'data': '%d', 'severityIndex': 3}, {'label': '%s', 'data': '%s', 'severityIndex': %d}]"
                        .formatted(
                                random.nextInt(3),
                                random.nextBoolean() ? "high" : "low",
                                random.nextInt(6) == 0 ? "B" : random.nextInt(3),
                                random.nextInt(3));
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> "rubbish";
            default ->
                "{'name': '%s', 'timestamp': '%s', 'reference': 'https://a.example.com/', %s'summary': %s}"
                        .formatted(
                                random.nextBoolean() ? "One" : "Other",
                                NOW.minusSeconds(random.nextInt(10_000)),
                                List.of("", "'compliant': true, ", "'compliant': false, ")
                                        .get(random.nextInt(3)),
                                summary);
        };
    }
}
