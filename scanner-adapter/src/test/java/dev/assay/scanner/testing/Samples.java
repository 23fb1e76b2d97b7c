package dev.assay.scanner.testing;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.ProviderId;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.contract.report.ContentUsed;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Report;
import dev.assay.contract.report.Severity;
import dev.assay.contract.scan.AdapterName;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScannerIdentity;
import dev.assay.contract.scan.ScannerState;
import dev.assay.scanner.archive.ArchivedScan;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images, results and reports that tests start from. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    public static final AdapterName PROBE = new AdapterName("probe");
    public static final ScannerIdentity PROBE_1 = new ScannerIdentity(PROBE, "1.0", "feed-1");
    public static final ScannerIdentity PROBE_2 = new ScannerIdentity(PROBE, "1.0", "feed-2");
    public static final QualityAnnotationKey VULNERABILITY =
            new QualityAnnotationKey(QualityType.VULNERABILITY, new ProviderId("probe"));
    public static final QualityAnnotationKey POLICY =
            new QualityAnnotationKey(QualityType.POLICY, new ProviderId("probe"));

    private Samples() {}

    /** The same content for both annotations. */
    public static ScannerState state(ScannerIdentity identity) {
        return state(identity, identity);
    }

    public static ScannerState state(ScannerIdentity vulnerability, ScannerIdentity policy) {
        return new ScannerState(
                vulnerability.adapter(),
                vulnerability.adapterVersion(),
                List.of(
                        new ScannerState.Content(VULNERABILITY, vulnerability.contentVersion()),
                        new ScannerState.Content(POLICY, policy.contentVersion())));
    }

    /** A digest of one digit, repeated. */
    public static ImageDigest digest(int digit) {
        return new ImageDigest("sha256:" + Integer.toHexString(digit).repeat(64));
    }

    /** The digest of a number, for when sixteen are not enough. */
    public static ImageDigest numbered(int number) {
        return new ImageDigest("sha256:" + String.format("%064x", number));
    }

    public static ImageReference reference(ImageDigest digest) {
        return ImageReference.parse("registry.example.test/shop/cart@" + digest);
    }

    public static ImageObject image(ImageDigest digest, Map<String, String> annotations) {
        return new ImageObject(digest, Optional.of(reference(digest)), annotations, "uid", "1");
    }

    public static URI page(ImageDigest digest, QualityAnnotationKey key) {
        return URI.create("http://localhost:8080/reports/" + digest + "/" + key);
    }

    public static ScanCompleted completed(
            ImageDigest digest, QualityAnnotationKey key, ScannerIdentity scanner, Instant at) {
        QualityAnnotation annotation = new QualityAnnotation(
                "Probe",
                at,
                Optional.of("1 critical"),
                Optional.of(page(digest, key)),
                Optional.of(scanner.adapterVersion()),
                Compliance.NON_COMPLIANT,
                List.of(SummaryItem.of("critical", "1", SeverityIndex.HIGHEST)),
                Optional.empty());
        return new ScanCompleted(digest, key, scanner, annotation);
    }

    public static ScanFailed failed(
            ImageDigest digest,
            QualityAnnotationKey key,
            ScannerIdentity scanner,
            Instant at,
            FailureReason reason,
            String detail) {
        return failed(digest, key, scanner, at, reason, detail, 1);
    }

    public static ScanFailed failed(
            ImageDigest digest,
            QualityAnnotationKey key,
            ScannerIdentity scanner,
            Instant at,
            FailureReason reason,
            String detail,
            int attempt) {
        return new ScanFailed(digest, key, scanner, at, "Probe", reason, detail, page(digest, key), attempt);
    }

    public static ArchivedScan archived(ImageDigest digest, QualityAnnotationKey key, Finding... findings) {
        Report report = new Report(
                digest,
                key,
                PROBE_1,
                NOON,
                Platform.LINUX_AMD64,
                "Debian GNU/Linux 12",
                List.of(new ContentUsed("debian-12.xml", "feed-1")),
                1234,
                List.of(findings),
                List.of("Unfixed ones are not counted."));
        return new ArchivedScan(completed(digest, key, PROBE_1, NOON), reference(digest), Optional.of(report));
    }

    public static Finding finding(String id, String title, Severity severity, String fixed, String link) {
        return new Finding(
                id,
                title,
                severity,
                Optional.of("openssl"),
                Optional.of("3.0.1"),
                Optional.of(fixed).filter(it -> !it.isEmpty()),
                Optional.of(link).filter(it -> !it.isEmpty()).map(URI::create));
    }
}
