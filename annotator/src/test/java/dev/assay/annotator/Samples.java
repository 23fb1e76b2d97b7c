package dev.assay.annotator;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.AdapterName;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScannerIdentity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results and Images for tests. */
final class Samples {
    static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    static final QualityAnnotationKey VULNERABILITY = QualityAnnotationKey.ofShort("vulnerability.openscap");
    static final QualityAnnotationKey POLICY = QualityAnnotationKey.ofShort("policy.openscap");
    static final DecisionRules RULES = new DecisionRules(Duration.ofHours(12), Duration.ofMinutes(5));

    private static final ScannerIdentity SCANNER = new ScannerIdentity(new AdapterName("openscap"), "1.4.4", "feed-7");
    private static final URI REPORT = URI.create("https://assay.example/reports/x");

    private Samples() {}

    static ImageDigest digest(int number) {
        return new ImageDigest("sha256:" + "%064x".formatted(number));
    }

    static ScanFinished completed(int image, QualityAnnotationKey key, Instant at, int critical) {
        return new ScanCompleted(digest(image), key, SCANNER, annotation(at, critical));
    }

    static ScanFinished failed(int image, QualityAnnotationKey key, Instant at, FailureReason reason) {
        return new ScanFailed(digest(image), key, SCANNER, at, "OpenSCAP", reason, "it did not work", REPORT);
    }

    /** Told at noon, and there at once. */
    static List<ToldResult> told(ScanFinished... results) {
        return Arrays.stream(results)
                .map(it -> new ToldResult(it, new ToldResult.Telling(NOON, true)))
                .toList();
    }

    static QualityAnnotation annotation(Instant at, int critical) {
        return new QualityAnnotation(
                "OpenSCAP",
                at,
                Optional.of("what was found"),
                Optional.of(REPORT),
                Optional.of("1.4.4"),
                critical > 0 ? Compliance.NON_COMPLIANT : Compliance.COMPLIANT,
                List.of(SummaryItem.of("critical", String.valueOf(critical), SeverityIndex.HIGHEST)),
                Optional.empty());
    }

    /** What would be on the Image had {@code result} been written. */
    static String value(ScanFinished result) {
        return new QualityAnnotationCodec().encode(result.annotation());
    }

    static ImageObject image(int number, Map<String, String> annotations) {
        return new ImageObject(digest(number), Optional.empty(), annotations, "uid-" + number, "1");
    }
}
