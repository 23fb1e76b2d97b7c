package dev.assay.gate.admission;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.annotation.Standing;
import dev.assay.gate.policy.Cause;
import dev.assay.gate.policy.WaiverUse;
import dev.assay.gate.quality.AnnotationReading;
import dev.assay.gate.quality.Judgement;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in one line what stands on an Image: policy, rule, findings with their fixes, and where to read more. */
final class StandingText {
    private static final int MAX_CAUSES = 3;
    private static final int MAX_REPORTS = 2;

    private final AnnotationReading reading;
    private final Clock clock;

    StandingText(AnnotationReading reading, Clock clock) {
        this.reading = reading;
        this.clock = clock;
    }

    /** @param asked the digest that the Pod names, which may be another one of the same index */
    String denial(ImageDigest asked, ImageObject image, Standing standing) {
        String which = image.digest().equals(asked) ? "" : "with " + image.digest() + " of the same index ";
        return which
                + (standing.byGate()
                        ? byPolicies(standing)
                        : "is denied by images.openshift.io/deny-execution,"
                                + " which a person or another tool has set on its Image")
                + reports(image);
    }

    String doubt(Standing standing) {
        return (standing.decision() == Decision.WARN ? "policies warn: " : "nobody can tell whether it may run: ")
                + causes(standing, standing.decision());
    }

    /** Of a namespace's exceptions, by which an image that is denied may run in it. */
    String exceptions(List<WaiverUse> uses) {
        return "is denied, and let in by "
                + uses.stream().distinct().map(StandingText::exception).collect(Collectors.joining("; and by "));
    }

    private static String exception(WaiverUse use) {
        return "the exception " + use.waiver() + " until " + use.until() + " for "
                + String.join(", ", use.brief().findings());
    }

    private static String byPolicies(Standing standing) {
        return "is denied since " + standing.since() + " by " + causes(standing, Decision.DENY);
    }

    private static String causes(Standing standing, Decision decision) {
        return standing.causes().stream()
                .filter(it -> it.decision() == decision)
                .limit(MAX_CAUSES)
                .map(StandingText::cause)
                .collect(Collectors.joining("; and by "));
    }

    private static String cause(Cause cause) {
        String findings = cause.findings().isEmpty() ? "" : " [" + String.join(", ", cause.findings()) + "]";
        return "policy " + cause.policy() + ": " + cause.message() + findings;
    }

    private String reports(ImageObject image) {
        String reports = reading.read(image.annotations(), clock.instant()).values().stream()
                .map(Judgement::annotation)
                .flatMap(Optional::stream)
                .map(QualityAnnotation::reference)
                .flatMap(Optional::stream)
                .map(URI::toString)
                .distinct()
                .limit(MAX_REPORTS)
                .collect(Collectors.joining(" "));
        return reports.isEmpty() ? "" : "; reports: " + reports;
    }
}
