package dev.assay.gate.reconcile;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.annotation.AnnotationChange;
import dev.assay.gate.annotation.DenyAnnotations;
import dev.assay.gate.policy.DenialLimit;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.Ruling;
import dev.assay.gate.policy.Verdicts;
import dev.assay.gate.policy.Waived;
import dev.assay.gate.policy.WaiverSet;
import dev.assay.gate.policy.WaiverUse;
import dev.assay.gate.quality.AnnotationReading;
import dev.assay.gate.quality.ImageFacts;
import dev.assay.gate.report.ReportFindings;
import dev.assay.gate.report.ReportSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** From an Image and the policies to what must be written on it. Writes nothing itself. */
final class Judge {
    private final AnnotationReading reading;
    private final ReportSource reports;
    private final DenialLimit limit;

    Judge(AnnotationReading reading, ReportSource reports, DenialLimit limit) {
        this.reading = reading;
        this.reports = reports;
        this.limit = limit;
    }

    Judged judge(ImageObject image, PolicySet policies, WaiverSet waivers, Instant now) {
        DenyAnnotations written = DenyAnnotations.of(image.annotations());
        ReportFindings findings = new ReportFindings(reports, image.digest());
        ImageFacts facts = facts(image, now);
        Verdicts verdicts = new Verdicts(policies, limit);
        Optional<Ruling> ruling = rule(verdicts, waivers.everywhere().applyTo(facts, findings), written);
        Map<String, List<WaiverUse>> passes = new TreeMap<>();
        if (ruling.filter(Judge::denies).isPresent()) {
            waivers.byNamespace().forEach((namespace, its) -> {
                Waived waived = its.applyTo(facts, findings);
                if (!waived.uses().isEmpty()
                        && rule(verdicts, waived, written).filter(Judge::denies).isEmpty()) {
                    passes.put(namespace, waived.uses());
                }
            });
        }
        Stream<WaiverUse> uses = Stream.concat(
                ruling.map(Ruling::waivers).orElse(List.of()).stream(),
                passes.values().stream().flatMap(List::stream));
        Optional<Instant> expiry = Stream.of(
                        uses.map(WaiverUse::until),
                        nextStale(facts, policies).stream(),
                        ruling.flatMap(Ruling::nextGraceEnd).stream())
                .flatMap(it -> it)
                .min(Instant::compareTo);
        AnnotationChange change = written.changeTo(ruling, image.digest(), now);
        return new Judged(ruling, change, passes, !findings.areIncomplete(), expiry);
    }

    /**
     * @param ruling empty when no policy is about the image
     * @param passes exceptions by the namespaces in which it may run though it is denied
     * @param complete false when reports could not be had, so that it is worth judging again soon
     * @param expiry when something gets too old, or a grace period or an exception ends, so that it has to be judged again
     */
    record Judged(
            Optional<Ruling> ruling,
            AnnotationChange change,
            Map<String, List<WaiverUse>> passes,
            boolean complete,
            Optional<Instant> expiry) {}

    private static Optional<Ruling> rule(Verdicts verdicts, Waived image, DenyAnnotations written) {
        return verdicts.decide(image.facts(), image.findings(), written.prior()).map(it -> it.with(image.uses()));
    }

    private static boolean denies(Ruling ruling) {
        return ruling.decision() == Decision.DENY;
    }

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
