package dev.assay.gate.reconcile;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.gate.annotation.AnnotationChange;
import dev.assay.gate.annotation.DenyAnnotations;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.Ruling;
import dev.assay.gate.policy.Verdicts;
import dev.assay.gate.quality.AnnotationReading;
import dev.assay.gate.quality.ImageFacts;
import dev.assay.gate.report.ReportSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** From an Image and the policies to what must be written on it. Writes nothing itself. */
final class Judge {
    private final AnnotationReading reading;
    private final ReportSource reports;

    Judge(AnnotationReading reading, ReportSource reports) {
        this.reading = reading;
        this.reports = reports;
    }

    Judged judge(ImageObject image, PolicySet policies, Instant now) {
        DenyAnnotations written = DenyAnnotations.of(image.annotations());
        ReportFindings findings = new ReportFindings(reports, image.digest());
        ImageFacts facts = facts(image, now);
        Optional<Ruling> ruling = new Verdicts(policies).decide(facts, findings, written.prior());
        Optional<Instant> expiry = Stream.concat(
                        nextStale(facts, policies).stream(), ruling.flatMap(Ruling::nextGraceEnd).stream())
                .min(Instant::compareTo);
        return new Judged(ruling, written.changeTo(ruling, image.digest(), now), !findings.areIncomplete(), expiry);
    }

    /**
     * @param ruling empty when no policy is about the image
     * @param complete false when reports could not be had, so that it is worth judging again soon
     * @param expiry when something gets too old, or a grace period ends, so that it has to be judged again
     */
    record Judged(Optional<Ruling> ruling, AnnotationChange change, boolean complete, Optional<Instant> expiry) {}

    /** When the next of its results becomes too old for one of the policies. */
    private static Optional<Instant> nextStale(ImageFacts facts, PolicySet policies) {
        return policies.policies().stream()
                .flatMap(policy -> policy.maxAge().stream()
                        .flatMap(age -> policy.requires().stream().flatMap(key -> staleAt(facts, key, age).stream())))
                .filter(facts.now()::isBefore)
                .min(Instant::compareTo);
    }

    private ImageFacts facts(ImageObject image, Instant now) {
        return new ImageFacts(image.digest(), image.reference(), reading.read(image.annotations(), now), now);
    }

    private static Optional<Instant> staleAt(ImageFacts facts, QualityAnnotationKey key, Duration age) {
        return facts.judgement(key).staleAt(age);
    }
}
