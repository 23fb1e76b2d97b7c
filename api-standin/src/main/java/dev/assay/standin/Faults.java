package dev.assay.standin;

import dev.assay.standin.http.Fault;
import dev.assay.standin.http.FaultSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are still to happen; of several that match, the oldest. Thread-safe. */
final class Faults implements FaultSource {
    private final List<FaultRule> rules = new ArrayList<>();

    synchronized void add(List<FaultRule> more) {
        rules.addAll(more);
    }

    synchronized void clear() {
        rules.clear();
    }

    @Override
    public synchronized Optional<Fault> next(String method, String path) {
        for (int i = 0; i < rules.size(); i++) {
            FaultRule rule = rules.get(i);
            if (rule.matches(method, path)) {
                use(i, rule);
                return Optional.of(rule.fault());
            }
        }
        return Optional.empty();
    }

    private void use(int index, FaultRule rule) {
        if (rule.times() == 1) {
            rules.remove(index);
        } else {
            rules.set(index, rule.times(rule.times() - 1));
        }
    }
}
