package dev.assay.gate.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policies of each document, a file or an object. A document that can't be read keeps the policies it had before:
 * a typing error neither opens the gate nor shuts it. Not thread-safe.
 */
public final class PolicyShelf {
    private final Map<String, List<Policy>> good = new TreeMap<>();
    private final Map<String, String> broken = new TreeMap<>();

    public void put(String document, List<Policy> policies) {
        good.put(document, List.copyOf(policies));
        broken.remove(document);
    }

    public void putBroken(String document, String detail) {
        broken.put(document, detail);
    }

    /** It is gone on purpose. */
    public void remove(String document) {
        good.remove(document);
        broken.remove(document);
    }

    /** Two documents with a policy of the same name: the first document, by name, has it. */
    public PolicySet policies() {
        Map<String, String> owners = new HashMap<>();
        List<Policy> policies = new ArrayList<>();
        List<PolicyProblem> problems = new ArrayList<>();
        good.forEach((document, its) -> {
            for (Policy policy : its) {
                String owner = owners.putIfAbsent(policy.name(), document);
                if (owner == null) {
                    policies.add(policy);
                } else {
                    problems.add(new PolicyProblem(document, taken(policy.name(), owner), false));
                }
            }
        });
        broken.forEach(
                (document, detail) -> problems.add(new PolicyProblem(document, detail, good.containsKey(document))));
        return new PolicySet(policies, problems);
    }

    private static String taken(String name, String owner) {
        return "a policy named '" + name + "' is in " + owner + " already; give one of them another name";
    }
}
