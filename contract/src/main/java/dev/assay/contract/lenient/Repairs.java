package dev.assay.contract.lenient;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was repaired so far while reading one value; bounded, since the value may be hostile. Not thread-safe. */
public final class Repairs {
    private static final int MAX = 256;

    private final Set<Repair> made = new LinkedHashSet<>();

    /** @throws UnreadableTextException when the value needs more repairs than a value that was meant well */
    public void add(RepairKind kind, String path) throws UnreadableTextException {
        if (made.size() == MAX) {
            throw new UnreadableTextException("more than " + MAX + " things to repair");
        }
        made.add(new Repair(kind, path));
    }

    /** In the order in which they were made. */
    public List<Repair> list() {
        return List.copyOf(made);
    }
}
