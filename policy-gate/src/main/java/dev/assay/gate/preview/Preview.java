package dev.assay.gate.preview;

import dev.assay.cluster.ImageObject;
import dev.assay.cluster.Workload;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.annotation.DenyAnnotations;
import dev.assay.gate.policy.AffectedWorkloads;
import dev.assay.gate.policy.Cause;
import dev.assay.gate.policy.NamespacePatterns;
import dev.assay.gate.policy.Policy;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.Ruling;
import dev.assay.gate.policy.Verdicts;
import dev.assay.gate.policy.Waived;
import dev.assay.gate.policy.Waivers;
import dev.assay.gate.preview.PolicyPreview.FailingImage;
import dev.assay.gate.quality.AnnotationReading;
import dev.assay.gate.quality.ImageFacts;
import dev.assay.gate.report.ReportFindings;
import dev.assay.gate.report.ReportSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges every image by one policy alone, as the gate would from now on: with what the Images say of its past, in which a policy that
 * was never in force has none, and with the exceptions that hold.
 */
public final class Preview {
    private static final int MAX_REASONS = 3;

    private final ClusterState cluster;
    private final ReportSource reports;
    private final NamespacePatterns exempt;
    private final Instant now;
    private final AnnotationReading reading = new AnnotationReading();
    private final Map<ImageDigest, Set<Workload>> users;

    /** @param exempt namespaces in which nothing is refused */
    public Preview(ClusterState cluster, ReportSource reports, NamespacePatterns exempt, Instant now) {
        this.cluster = cluster;
        this.reports = reports;
        this.exempt = exempt;
        this.now = now;
        this.users = AffectedWorkloads.users(cluster.images(), cluster.running());
    }

    public PolicyPreview of(Policy policy) {
        Verdicts verdicts = new Verdicts(new PolicySet(List.of(policy), List.of()));
        int images = 0;
        int undecidedImages = 0;
        Map<String, Integer> undecided = new HashMap<>();
        List<FailingImage> failing = new ArrayList<>();
        for (ImageObject image : cluster.images()) {
            Judged judged = new Judged(verdicts, image);
            Optional<Ruling> ruling = judged.by(cluster.exceptions().everywhere());
            if (ruling.isPresent()) {
                images++;
                if (ruling.get().decision() == Decision.UNDECIDED) {
                    undecidedImages++;
                    undecided.merge(ruling.get().causes().get(0).message(), 1, Integer::sum);
                }
                if (fails(ruling.get())) {
                    failing.add(failing(image, ruling.get().causes(), judged));
                }
            }
        }
        failing.sort(Comparator.comparing((FailingImage it) -> -it.workloads().size())
                .thenComparing(it -> it.reference().map(Object::toString).orElse(""))
                .thenComparing(it -> it.digest().value()));
        return new PolicyPreview(policy.name(), policy.actions(), images, undecidedImages, most(undecided), failing);
    }

    private static Map<String, Integer> most(Map<String, Integer> numbers) {
        Map<String, Integer> most = new LinkedHashMap<>();
        numbers.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_REASONS)
                .forEach(it -> most.put(it.getKey(), it.getValue()));
        return most;
    }

    private static boolean fails(Ruling ruling) {
        return ruling.decision() == Decision.DENY || ruling.decision() == Decision.WARN;
    }

    private FailingImage failing(ImageObject image, List<Cause> causes, Judged judged) {
        Set<Workload> workloads = new HashSet<>(users.getOrDefault(image.digest(), Set.of()));
        workloads.removeIf(it -> exempt.match(it.namespace()) || judged.isLetInto(it.namespace()));
        return new FailingImage(
                image.digest(),
                image.reference(),
                DenyAnnotations.of(image.annotations()).standing().isDenied(),
                causes.get(0).message(),
                causes.get(0).findings(),
                workloads);
    }

    /** One image, under whatever exceptions. */
    private final class Judged {
        private final Verdicts verdicts;
        private final DenyAnnotations written;
        private final ImageFacts facts;
        private final ReportFindings findings;
        private final Map<String, Boolean> letIn = new HashMap<>();

        Judged(Verdicts verdicts, ImageObject image) {
            this.verdicts = verdicts;
            this.written = DenyAnnotations.of(image.annotations());
            this.facts = new ImageFacts(image.digest(), image.reference(), reading.read(image.annotations(), now), now);
            this.findings = new ReportFindings(reports, image.digest());
        }

        Optional<Ruling> by(Waivers waivers) {
            Waived waived = waivers.applyTo(facts, findings);
            return verdicts.decide(waived.facts(), waived.findings(), written.prior());
        }

        boolean isLetInto(String namespace) {
            return letIn.computeIfAbsent(
                    namespace,
                    it -> Optional.ofNullable(cluster.exceptions().byNamespace().get(it))
                            .flatMap(this::by)
                            .filter(ruling -> !fails(ruling))
                            .isPresent());
        }
    }
}
