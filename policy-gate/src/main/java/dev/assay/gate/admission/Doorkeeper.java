package dev.assay.gate.admission;

import dev.assay.cluster.Rollout;
import dev.assay.gate.admission.AdmissionAnswer.Outcome;
import dev.assay.gate.config.GateConfig;
import dev.assay.gate.policy.NamespacePatterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Decides who comes in. Pods are refused; whatever makes Pods gets a warning, since a refusal would only hide from its owner
 * what the Pods will tell. Looks at images that are new in an object alone: a change of something else is never refused.
 */
final class Doorkeeper {
    static final String BREAK_GLASS = "assay.dev/break-glass";

    private static final Set<String> WRITES = Set.of("CREATE", "UPDATE");
    private static final Set<String> SUBRESOURCES = Set.of("", "ephemeralcontainers");
    private static final int MAX_REFUSALS = 5;
    private static final int MAX_REASON = 200;

    private final BiFunction<String, String, ImageStanding> standings;
    private final Predicate<Rollout> isRunning;
    private final GateConfig.Admission rules;
    private final NamespacePatterns exempt;

    /**
     * @param standings of an image in a namespace
     * @param isRunning whether there are, or were a short while ago, Pods of a rollout
     */
    Doorkeeper(
            BiFunction<String, String, ImageStanding> standings,
            Predicate<Rollout> isRunning,
            GateConfig.Admission rules) {
        this.standings = standings;
        this.isRunning = isRunning;
        this.rules = rules;
        this.exempt = new NamespacePatterns(rules.exemptNamespaces());
    }

    AdmissionAnswer answer(AdmissionRequest request) {
        boolean isLookedAt = WRITES.contains(request.operation())
                && SUBRESOURCES.contains(request.subresource())
                && !exempt.match(request.namespace());
        return PodTemplate.of(request.resource())
                .filter(it -> isLookedAt)
                .map(it -> answer(request, it))
                .orElseGet(AdmissionAnswer::exempt);
    }

    private AdmissionAnswer answer(AdmissionRequest request, PodTemplate template) {
        List<String> refusals = new ArrayList<>();
        List<String> exceptions = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (ImageUse use : uses(request, template)) {
            ImageStanding standing = standings.apply(use.image(), request.namespace());
            if (standing instanceof ImageStanding.Denied it) {
                refusals.add(say(use, it.why()));
            } else if (standing instanceof ImageStanding.Excepted it) {
                exceptions.add(say(use, it.why()));
            } else if (standing instanceof ImageStanding.Doubtful it) {
                warnings.add(say(use, it.why()));
            } else if (standing instanceof ImageStanding.Unknown it) {
                switch (rules.unknownImages()) {
                    case ALLOW -> {}
                    case WARN -> warnings.add(say(use, it.why()));
                    case DENY -> refusals.add(say(use, it.why()));
                }
            }
        }
        if (refusals.isEmpty()) {
            return exceptions.isEmpty() ? allow(warnings) : except(exceptions, warnings);
        }
        warnings.addAll(exceptions);
        return refuse(request, template, refusals, warnings);
    }

    private static List<ImageUse> uses(AdmissionRequest request, PodTemplate template) {
        List<ImageUse> now = template.images(request.object());
        return request.operation().equals("UPDATE") ? ImageUse.added(now, template.images(request.oldObject())) : now;
    }

    private AdmissionAnswer refuse(
            AdmissionRequest request, PodTemplate template, List<String> refusals, List<String> warnings) {
        if (!template.isPod()) {
            return pass(Outcome.WARNED, "its Pods will be refused: ", refusals, warnings, Map.of());
        }
        String reason = template.annotation(request.object(), BREAK_GLASS).strip();
        if (rules.breakGlass() && !reason.isEmpty()) {
            String shown = reason.substring(0, Math.min(MAX_REASON, reason.length()));
            return pass(
                    Outcome.BREAK_GLASS,
                    "let in by " + BREAK_GLASS + ": ",
                    refusals,
                    warnings,
                    Map.of("break-glass", shown, "denied", refusals.get(0)));
        }
        if (rules.admitRunningRollouts() && isRunning(request, template)) {
            return pass(
                    Outcome.RUNNING,
                    "let in since its rollout runs already, and no new rollout will be: ",
                    refusals,
                    warnings,
                    Map.of("running-rollout", refusals.get(0)));
        }
        return new AdmissionAnswer(Outcome.DENIED, message(refusals), warnings, Map.of("denied", refusals.get(0)));
    }

    private boolean isRunning(AdmissionRequest request, PodTemplate template) {
        Optional<String> owner = template.owner(request.object());
        return request.operation().equals("CREATE")
                && owner.map(it -> Rollout.of(it, images(request, template)))
                        .filter(isRunning)
                        .isPresent();
    }

    private static List<String> images(AdmissionRequest request, PodTemplate template) {
        return template.images(request.object()).stream().map(ImageUse::image).toList();
    }

    private String message(List<String> refusals) {
        String all = String.join("\n", refusals.subList(0, Math.min(MAX_REFUSALS, refusals.size())));
        String more = refusals.size() > MAX_REFUSALS ? "\nand " + (refusals.size() - MAX_REFUSALS) + " more" : "";
        return all + more + rules.contact().map(it -> "\n" + it).orElse("");
    }

    private static AdmissionAnswer allow(List<String> warnings) {
        return new AdmissionAnswer(warnings.isEmpty() ? Outcome.ALLOWED : Outcome.WARNED, "", warnings, Map.of());
    }

    private static AdmissionAnswer except(List<String> exceptions, List<String> warnings) {
        return pass(Outcome.EXCEPTION, "", exceptions, warnings, Map.of("exception", exceptions.get(0)));
    }

    private static AdmissionAnswer pass(
            Outcome outcome, String prefix, List<String> refusals, List<String> warnings, Map<String, String> audit) {
        List<String> all = new ArrayList<>();
        refusals.forEach(it -> all.add(prefix + it));
        all.addAll(warnings);
        return new AdmissionAnswer(outcome, "", all, audit);
    }

    private static String say(ImageUse use, String why) {
        return use.field() + ": the image " + use.image() + " " + why;
    }
}
