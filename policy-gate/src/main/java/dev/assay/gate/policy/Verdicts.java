package dev.assay.gate.policy;

import dev.assay.contract.verdict.Decision;
import dev.assay.gate.quality.ImageFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts the votes: deny beats undecided beats warn beats allow.
 *
 * <p>A policy that denies an image so far, and now can't tell, goes on denying it: a scanner that is down, a result that
 * got stale or a policy file with a typing error doesn't set free what was denied for a reason. The other way round
 * nothing is denied because nobody could tell, unless the policy says so.
 */
public final class Verdicts {
    private static final List<Decision> BY_WEIGHT =
            List.of(Decision.DENY, Decision.UNDECIDED, Decision.WARN, Decision.ALLOW);

    private static final String TRIPPED = "would deny, and has denied too much within an hour: ";

    private final PolicySet policies;
    private final DenialLimit limit;

    public Verdicts(PolicySet policies) {
        this(policies, DenialLimit.NONE);
    }

    public Verdicts(PolicySet policies, DenialLimit limit) {
        this.policies = policies;
        this.limit = limit;
    }

    /** Empty when no policy is about this image. */
    public Optional<Ruling> decide(ImageFacts facts, FindingSource findings, PriorVerdict prior) {
        GracePeriods gracePeriods = new GracePeriods(prior, facts.now());
        List<String> voters = new ArrayList<>();
        List<Grounds> grounds = new ArrayList<>();
        for (Policy policy : policies.policies()) {
            new PolicyEvaluation(policy, facts, findings).vote().ifPresent(vote -> {
                voters.add(policy.name());
                List<Grounds> its = gracePeriods.applyTo(policy, vote.grounds());
                grounds.addAll(policy.mayDeny() ? denials(policy, its, facts, prior) : its);
            });
        }
        grounds.addAll(gaps(prior, gracePeriods));
        return voters.isEmpty() && grounds.isEmpty()
                ? Optional.empty()
                : Optional.of(ruling(grounds, voters, findings, gracePeriods));
    }

    /** What the policy denied so far it goes on denying; a new denial has to be within the limit. */
    private List<Grounds> denials(Policy policy, List<Grounds> grounds, ImageFacts facts, PriorVerdict prior) {
        boolean isNew = prior.denialBy(policy.name()).isEmpty()
                && grounds.stream().anyMatch(it -> it.decision() == Decision.DENY);
        if (isNew && !limit.admits(policy, facts.digest(), facts.now())) {
            return grounds.stream()
                    .map(it -> it.decision() == Decision.DENY ? it.asWarning(TRIPPED) : it)
                    .toList();
        }
        return grounds.stream().map(it -> held(it, prior)).toList();
    }

    private static Ruling ruling(
            List<Grounds> grounds, List<String> voters, FindingSource findings, GracePeriods gracePeriods) {
        List<Cause> causes = grounds.stream()
                .sorted(Comparator.comparing(it -> BY_WEIGHT.indexOf(it.decision())))
                .map(it -> cause(it, findings))
                .distinct()
                .toList();
        Decision decision = causes.isEmpty() ? Decision.ALLOW : causes.get(0).decision();
        return new Ruling(decision, causes, voters, gracePeriods.grace(), gracePeriods.nextEnd(), List.of());
    }

    private static Cause cause(Grounds grounds, FindingSource findings) {
        List<String> lines = grounds.keys().isEmpty() ? grounds.findings() : FindingLines.of(grounds.keys(), findings);
        return new Cause(grounds.decision(), grounds.policy(), grounds.message(), lines);
    }

    private List<Grounds> gaps(PriorVerdict prior, GracePeriods gracePeriods) {
        List<Grounds> grounds = new ArrayList<>();
        if (policies.gaps().isEmpty()) {
            return grounds;
        }
        for (PolicyProblem gap : policies.gaps()) {
            grounds.add(Grounds.of(Decision.UNDECIDED, gap.document(), "the policy can't be read: " + gap.detail()));
        }
        Set<String> known = new TreeSet<>();
        policies.policies().forEach(it -> known.add(it.name()));
        prior.grace().keySet().stream().filter(it -> !known.contains(it)).forEach(gracePeriods::keep);
        prior.denials().keySet().stream()
                .filter(it -> !known.contains(it))
                .sorted()
                .map(it -> Grounds.of(Decision.UNDECIDED, it, "this policy can't be read now"))
                .forEach(it -> grounds.add(held(it, prior)));
        return grounds;
    }

    private static Grounds held(Grounds grounds, PriorVerdict prior) {
        if (grounds.decision() != Decision.UNDECIDED) {
            return grounds;
        }
        return prior.denialBy(grounds.policy())
                .map(it -> new Grounds(
                        Decision.DENY,
                        grounds.policy(),
                        "denied before, and nobody can tell now: " + grounds.message(),
                        List.of(),
                        it))
                .orElse(grounds);
    }
}
