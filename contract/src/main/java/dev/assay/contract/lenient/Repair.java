package dev.assay.contract.lenient;

/**
 * One thing that a lenient reader put right.
 *
 * @param path of the field, for instance {@code summary[0].severityIndex}; {@code $} is the whole value
 */
public record Repair(RepairKind kind, String path) {
    @Override
    public String toString() {
        return path + ": " + kind.description();
    }
}
