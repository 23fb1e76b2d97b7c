package dev.assay.gate;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Report;
import dev.assay.contract.report.Severity;
import dev.assay.contract.scan.AdapterName;
import dev.assay.contract.scan.ScannerIdentity;
import dev.assay.gate.quality.AnnotationReading;
import dev.assay.gate.quality.ImageFacts;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images and what scanners wrote on them. */
public final class SampleImages {
    public static final Instant NOW = Instant.parse("2030-01-10T12:00:00Z");
    public static final Instant SCANNED = Instant.parse("2030-01-10T11:00:00Z");
    public static final ImageDigest DIGEST = digest(1);
    public static final QualityAnnotationKey OPENSCAP = QualityAnnotationKey.ofShort("vulnerability.openscap");
    public static final QualityAnnotationKey PROFILE = QualityAnnotationKey.ofShort("policy.openscap");
    public static final String DENY = "images.openshift.io/deny-execution";
    public static final String VERDICT = "assay.dev/verdict";

    private SampleImages() {}

    public static ImageDigest digest(int number) {
        return new ImageDigest("sha256:" + "%064x".formatted(number));
    }

    /** An annotation's value. The counts are of critical, important, moderate and low. */
    public static String result(Compliance compliance, int... counts) {
        List<Severity> severities = List.of(Severity.CRITICAL, Severity.IMPORTANT, Severity.MODERATE, Severity.LOW);
        List<SummaryItem> summary = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            summary.add(SummaryItem.of(
                    severities.get(i).label(),
                    String.valueOf(counts[i]),
                    severities.get(i).index()));
        }
        return value(SCANNED, compliance, summary, Optional.empty());
    }

    public static String critical(int count) {
        return result(count == 0 ? Compliance.COMPLIANT : Compliance.NON_COMPLIANT, count, 0, 0, 0);
    }

    public static String failed(FailureReason reason) {
        return value(SCANNED, Compliance.NOT_STATED, List.of(), Optional.of(reason));
    }

    /** No findings, as of {@code time}. */
    public static String cleanAt(Instant time) {
        return value(time, Compliance.COMPLIANT, cleanSummary(), Optional.empty());
    }

    public static ImageFacts facts(Map<String, String> annotations) {
        return factsAt(NOW, annotations);
    }

    public static ImageFacts factsAt(Instant now, Map<String, String> annotations) {
        return new ImageFacts(DIGEST, Optional.of(reference()), new AnnotationReading().read(annotations, now), now);
    }

    public static ImageObject image(Map<String, String> annotations) {
        return new ImageObject(DIGEST, Optional.of(reference()), annotations, "uid-1", "1");
    }

    public static ImageReference reference() {
        return ImageReference.parse("registry.example.test/shop/cart").at(DIGEST);
    }

    public static Finding finding(String id, Severity severity) {
        return new Finding(
                id,
                "A flaw",
                severity,
                Optional.of("openssl"),
                Optional.of("1.0"),
                Optional.of("1.1"),
                Optional.empty());
    }

    public static Report report(Finding... findings) {
        return new Report(
                DIGEST,
                OPENSCAP,
                new ScannerIdentity(new AdapterName("openscap"), "1", "1"),
                SCANNED,
                Platform.LINUX_AMD64,
                "Debian 12",
                List.of(),
                1,
                List.of(findings),
                List.of());
    }

    private static List<SummaryItem> cleanSummary() {
        return List.of(SummaryItem.of("critical", "0", SeverityIndex.HIGHEST));
    }

    private static String value(
            Instant time, Compliance compliance, List<SummaryItem> summary, Optional<FailureReason> failure) {
        return new QualityAnnotationCodec()
                .encode(new QualityAnnotation(
                        "OpenSCAP",
                        time,
                        Optional.of("a description"),
                        Optional.of(URI.create("https://reports.example.test/1")),
                        Optional.of("1.4.4"),
                        compliance,
                        summary,
                        failure));
    }
}
