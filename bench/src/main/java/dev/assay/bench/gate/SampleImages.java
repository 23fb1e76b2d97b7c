package dev.assay.bench.gate;

import dev.assay.bench.ApiAccess;
import dev.assay.bench.ParallelLoop;
import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.image.ImageDigest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Images as a cluster has them: a few hundred bases that many were built on, each image with some findings of its own, and
 * annotations of three providers. The same number always gives the same image.
 *
 * @param now whole seconds; results are up to a week old then
 */
record SampleImages(int count, Instant now) {
    static final QualityAnnotationKey OPENSCAP = QualityAnnotationKey.ofShort("vulnerability.openscap");
    static final QualityAnnotationKey CLAIR = QualityAnnotationKey.ofShort("vulnerability.clair");
    static final QualityAnnotationKey PROFILE = QualityAnnotationKey.ofShort("policy.openscap");

    private static final int BASES = 400;
    private static final int TEAMS = 60;
    private static final int WEEK = 7 * 24 * 3600;
    private static final QualityAnnotationCodec CODEC = new QualityAnnotationCodec();

    static SampleImages of(int count) {
        return new SampleImages(count, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** How many findings of each severityIndex, 0 to 3. */
    private record Counts(int low, int moderate, int important, int critical) {
        static Counts random(Random random, int scale) {
            int critical = random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 0;
            return new Counts(
                    random.nextInt(12 * scale), random.nextInt(10 * scale), random.nextInt(4 * scale), critical);
        }

        Counts and(Counts other) {
            return new Counts(
                    low + other.low, moderate + other.moderate, important + other.important, critical + other.critical);
        }
    }

    ImageDigest digest(int image) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Integer.toString(image).getBytes(StandardCharsets.UTF_8));
            return new ImageDigest("sha256:" + HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String repository(int image) {
        return "registry.example.com/team-%d/service-%d".formatted(image % TEAMS, image % 1_777);
    }

    int criticalByOpenscap(int image) {
        return counts(OPENSCAP, image).critical();
    }

    int criticalByClair(int image) {
        return counts(CLAIR, image).critical();
    }

    Map<String, String> annotations(int image) {
        return Map.of(
                OPENSCAP.annotationKey(), vulnerabilities(image, criticalByOpenscap(image)),
                CLAIR.annotationKey(), CODEC.encode(clair(image)),
                PROFILE.annotationKey(), CODEC.encode(profile(image)));
    }

    /** The value of OpenSCAP's annotation with another number of critical ones. */
    String vulnerabilities(int image, int critical) {
        Counts counts = counts(OPENSCAP, image);
        int all = critical + counts.important() + counts.moderate() + counts.low();
        return CODEC.encode(new QualityAnnotation(
                "OpenSCAP",
                scannedAt(image, 1),
                Optional.of(all + " security updates are missing"),
                report(image, OPENSCAP),
                Optional.of("1.3.7"),
                all == 0 ? Compliance.COMPLIANT : Compliance.NON_COMPLIANT,
                List.of(
                        item("critical", critical, 3),
                        item("important", counts.important(), 2),
                        item("moderate", counts.moderate(), 1),
                        item("low", counts.low(), 0)),
                Optional.empty()));
    }

    void create(ApiAccess api, int parallelism) throws IOException {
        new ParallelLoop(parallelism).run(count, it -> api.create(digest(it).value(), repository(it), annotations(it)));
    }

    private QualityAnnotation clair(int image) {
        Counts counts = counts(CLAIR, image);
        return new QualityAnnotation(
                "Clair",
                scannedAt(image, 2),
                Optional.of("vulnerabilities of the distribution's packages and of application libraries"),
                report(image, CLAIR),
                Optional.of("4.7.2"),
                Compliance.NOT_STATED,
                List.of(
                        item("critical", counts.critical(), 3),
                        item("high", counts.important(), 2),
                        item("medium", counts.moderate(), 1),
                        item("low", counts.low(), 0)),
                Optional.empty());
    }

    private QualityAnnotation profile(int image) {
        Random random = new Random(image % BASES * 31L + image % 3);
        int high = random.nextInt(4) == 0 ? random.nextInt(5) : 0;
        return new QualityAnnotation(
                "OpenSCAP",
                scannedAt(image, 3),
                Optional.of("rules of the profile xccdf_org.ssgproject.content_profile_anssi_np_nt28_minimal"),
                report(image, PROFILE),
                Optional.of("1.3.7"),
                high == 0 ? Compliance.COMPLIANT : Compliance.NON_COMPLIANT,
                List.of(
                        item("score", 70 + random.nextInt(30), 0),
                        item("high", high, 2),
                        item("medium", random.nextInt(12), 1),
                        item("low", random.nextInt(6), 0)),
                Optional.empty());
    }

    private Counts counts(QualityAnnotationKey key, int image) {
        Counts base = Counts.random(new Random(image % BASES * 7919L + key.hashCode() % 3), 10);
        return image % 4 == 0
                ? base
                : base.and(Counts.random(
                        new Random(image * 104_729L + key.provider().hashCode()), 3));
    }

    private Instant scannedAt(int image, int salt) {
        return now.minusSeconds(new Random(image * 31L + salt).nextInt(WEEK));
    }

    private Optional<URI> report(int image, QualityAnnotationKey key) {
        return Optional.of(URI.create("https://assay.example.com/reports/" + digest(image) + "/" + key.shortForm()));
    }

    private static SummaryItem item(String label, int count, int severity) {
        return SummaryItem.of(label, Integer.toString(count), new SeverityIndex(severity));
    }
}
