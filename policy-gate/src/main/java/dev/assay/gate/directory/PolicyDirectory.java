package dev.assay.gate.directory;

import dev.assay.gate.policy.PolicyProblem;
import dev.assay.gate.policy.PolicySet;
import dev.assay.gate.policy.PolicyShelf;
import dev.assay.gate.policy.PolicySource;
import dev.assay.gate.resource.BrokenPolicyException;
import dev.assay.gate.resource.PolicyReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * A folder of policies, read again when its content changes. A file that is deleted takes its policies with it. A file
 * that can't be read keeps the ones it had, and so does a folder that is gone: a volume that isn't mounted is no reason to
 * let everything run.
 */
final class PolicyDirectory implements PolicySource {
    private static final Logger LOG = Logger.getLogger(PolicyDirectory.class);

    private final PolicyFolder folder;
    private final PolicyReader reader = new PolicyReader();
    private final PolicyShelf shelf = new PolicyShelf();
    private final Map<String, PolicyFile> seen = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private boolean listedOnce;
    private volatile PolicySet policies = PolicySet.EMPTY;

    PolicyDirectory(Path directory) {
        this.folder = new PolicyFolder(directory);
    }

    @Override
    public Optional<PolicySet> policies() {
        return Optional.of(policies);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Looks at the folder once; tells the listeners when it now means something else. */
    void check() {
        if (reread()) {
            listeners.forEach(Runnable::run);
        }
    }

    private synchronized boolean reread() {
        Optional<PolicyProblem> trouble = Optional.empty();
        boolean changed = false;
        try {
            changed = take(folder.read());
            listedOnce = true;
        } catch (IOException e) {
            trouble = Optional.of(
                    new PolicyProblem(folder.toString(), "the folder can't be listed: " + e.getMessage(), listedOnce));
        }
        PolicySet now = trouble.map(it -> shelf.policies().and(new PolicySet(List.of(), List.of(it))))
                .orElseGet(shelf::policies);
        if (!changed && now.problems().equals(policies.problems())) {
            return false;
        }
        policies = now;
        LOG.infof(
                "policies read directory=%s policies=%d problems=%d",
                folder, now.policies().size(), now.problems().size());
        now.problems().forEach(PolicyDirectory::complain);
        return true;
    }

    private boolean take(Map<String, PolicyFile> files) {
        boolean changed = false;
        for (String gone : List.copyOf(seen.keySet())) {
            if (!files.containsKey(gone)) {
                seen.remove(gone);
                shelf.remove(gone);
                changed = true;
            }
        }
        for (Map.Entry<String, PolicyFile> file : files.entrySet()) {
            if (!file.getValue().equals(seen.put(file.getKey(), file.getValue()))) {
                put(file.getKey(), file.getValue());
                changed = true;
            }
        }
        return changed;
    }

    private void put(String name, PolicyFile file) {
        try {
            shelf.put(name, reader.readFile(file.text()));
        } catch (BrokenPolicyException e) {
            shelf.putBroken(name, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            shelf.putBroken(name, "the file can't be read: " + e.getMessage());
        }
    }

    private static void complain(PolicyProblem problem) {
        LOG.errorf(
                "policy not readable document=%s effect=%s detail=%s",
                problem.document(),
                problem.lastGoodStands() ? "the version before it stays in force" : "no image can be allowed",
                problem.detail());
    }
}
