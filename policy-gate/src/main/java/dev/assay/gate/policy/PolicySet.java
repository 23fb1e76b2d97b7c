package dev.assay.gate.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All policies that vote, by name, and those that can't be read. */
public record PolicySet(List<Policy> policies, List<PolicyProblem> problems) {
    public static final PolicySet EMPTY = new PolicySet(List.of(), List.of());

    public PolicySet {
        policies = policies.stream().sorted(Comparator.comparing(Policy::name)).toList();
        problems = List.copyOf(problems);
    }

    public PolicySet and(PolicySet other) {
        List<Policy> bothPolicies = new ArrayList<>(policies);
        bothPolicies.addAll(other.policies);
        List<PolicyProblem> bothProblems = new ArrayList<>(problems);
        bothProblems.addAll(other.problems);
        return new PolicySet(bothPolicies, bothProblems);
    }

    /** Those that leave a gap: no version of them could be read so far. */
    List<PolicyProblem> gaps() {
        return problems.stream().filter(it -> !it.lastGoodStands()).toList();
    }
}
