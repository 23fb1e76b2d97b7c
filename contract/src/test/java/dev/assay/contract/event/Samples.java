package dev.assay.contract.event;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.scan.AdapterName;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.contract.scan.ScannerAnnouncement;
import dev.assay.contract.scan.ScannerIdentity;
import dev.assay.contract.scan.ScannerState;
import dev.assay.contract.verdict.Decision;
import dev.assay.contract.verdict.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One record of each kind, with every field set. */
public final class Samples {
    public static final Instant TIME = Instant.parse("2030-05-04T03:02:01Z");
    public static final ImageDigest DIGEST = new ImageDigest("sha256:" + "0123456789abcdef".repeat(4));
    public static final ImageReference REFERENCE =
            ImageReference.parse("registry.test:5000/team/app").at(DIGEST);
    public static final QualityAnnotationKey KEY = QualityAnnotationKey.ofShort("vulnerability.openscap");
    public static final URI REPORT = URI.create("https://assay.test/reports/" + DIGEST + "/vulnerability.openscap");
    private static final ScannerIdentity SCANNER =
            new ScannerIdentity(new AdapterName("openscap"), "1.3.7", "oval-20300504");

    private Samples() {}

    public static QualityAnnotation annotation() {
        return new QualityAnnotation(
                "OpenSCAP",
                TIME,
                Optional.of("2 of 4711 definitions apply"),
                Optional.of(REPORT),
                Optional.of("1.3.7"),
                Compliance.NON_COMPLIANT,
                List.of(
                        new SummaryItem(
                                "critical",
                                "1",
                                Optional.of(SeverityIndex.HIGHEST),
                                Optional.of(URI.create(REPORT + "#critical"))),
                        SummaryItem.of("low", "1", SeverityIndex.LOWEST)),
                Optional.empty());
    }

    public static ImageEvent imageEvent() {
        return new ImageEvent(ImageEvent.Cause.PUSHED, REFERENCE, TIME, "registry.test:5000");
    }

    public static ScanRequest scanRequest() {
        return new ScanRequest(DIGEST, REFERENCE, new AdapterName("openscap"), List.of(KEY), TIME, 2);
    }

    public static ScanCompleted scanCompleted() {
        return new ScanCompleted(DIGEST, KEY, SCANNER, annotation());
    }

    public static ScanFailed scanFailed() {
        return new ScanFailed(
                DIGEST,
                KEY,
                SCANNER,
                TIME,
                "OpenSCAP",
                FailureReason.NOT_APPLICABLE,
                "no OVAL definitions for plan9 4; scan images of Debian 12 or configure definitions for it",
                REPORT,
                2,
                Optional.of(TIME.minusSeconds(86_400)));
    }

    public static ScannerAnnouncement announcement() {
        return new ScannerAnnouncement(
                new ScannerState(
                        SCANNER.adapter(),
                        SCANNER.adapterVersion(),
                        List.of(new ScannerState.Content(KEY, SCANNER.contentVersion()))),
                TIME);
    }

    public static Verdict verdict() {
        Verdict.Cause cause = new Verdict.Cause(
                "no-criticals", "1 critical vulnerability", List.of("CVE-2030-0001 libdemo 1.0 (fixed in 1.1)"));
        Verdict.ExceptionUse exception =
                new Verdict.ExceptionUse("platform/accept-demo", TIME.plusSeconds(60), List.of("CVE-2030-0002"));
        return new Verdict(DIGEST, Decision.DENY, List.of(cause), List.of("no-criticals"), TIME, List.of(exception));
    }
}
