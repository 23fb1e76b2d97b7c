package dev.assay.bench.pipeline;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.AdapterName;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScannerIdentity;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One result for each of a number of images. Each edition says something else than the one before, and is finished no
 * earlier, so that each of its results changes its Image.
 *
 * @param from the number of the first image
 * @param images how many
 * @param finishedAt whole seconds
 */
record Statements(int from, int images, int edition, Instant finishedAt) {
    private static final QualityAnnotationKey KEY = QualityAnnotationKey.ofShort("vulnerability.openscap");
    private static final ScannerIdentity SCANNER =
            new ScannerIdentity(new AdapterName("openscap"), "1.3.7", "bench-feed");
    private static final QualityAnnotationCodec CODEC = new QualityAnnotationCodec();

    static Statements of(int images) {
        return new Statements(0, images, 0, now());
    }

    Statements next() {
        return new Statements(from, images, edition + 1, now());
    }

    Statements first(int number) {
        return new Statements(from, number, edition, finishedAt);
    }

    /** Of as many images that nobody has seen. */
    Statements ofOthers(int generation) {
        return new Statements(generation * images, images, edition, now());
    }

    static String annotationKey() {
        return KEY.annotationKey();
    }

    ImageDigest digest(int image) {
        return new ImageDigest("sha256:%064x".formatted(from + image));
    }

    /** What is to stand on the Image. */
    String value(int image) {
        return CODEC.encode(annotation(image));
    }

    List<ScanCompleted> results() {
        return IntStream.range(0, images)
                .mapToObj(it -> new ScanCompleted(digest(it), KEY, SCANNER, annotation(it)))
                .toList();
    }

    private QualityAnnotation annotation(int image) {
        return new QualityAnnotation(
                "OpenSCAP",
                finishedAt,
                Optional.of("3 security updates are missing, the gravest of them is important"),
                Optional.of(URI.create("https://assay.example/reports/" + digest(image) + "/vulnerability.openscap")),
                Optional.of("1.3.7"),
                Compliance.NON_COMPLIANT,
                List.of(
                        SummaryItem.of("critical", "0", SeverityIndex.HIGHEST),
                        SummaryItem.of("important", Integer.toString(1 + edition), new SeverityIndex(2)),
                        SummaryItem.of("moderate", "2", new SeverityIndex(1)),
                        SummaryItem.of("low", "0", new SeverityIndex(0))),
                Optional.empty());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
