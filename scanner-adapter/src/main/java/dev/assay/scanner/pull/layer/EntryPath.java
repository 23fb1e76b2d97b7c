package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The name of a tar entry as steps from the root: no empty ones, no {@code .} and no {@code ..}. A leading slash counts
 * for nothing, as with those who run the image.
 */
record EntryPath(List<String> steps) {
    /** What common file systems take for one name. */
    private static final int MAX_STEP_BYTES = 255;

    EntryPath {
        steps = List.copyOf(steps);
    }

    static EntryPath of(String name, ExtractionBounds bounds) throws ImagePullException {
        if (name.length() > bounds.maxPathLength()) {
            throw Refusal.tooLarge(
                    "the length " + name.length() + " of the name " + Refusal.shown(name),
                    bounds.maxPathLength(),
                    "max-path-length");
        }
        List<String> steps = new ArrayList<>();
        for (String step : name.split("/", -1)) {
            take(step, steps, name);
        }
        if (steps.size() > bounds.maxDepth()) {
            throw Refusal.tooLarge(
                    "the depth " + steps.size() + " of " + Refusal.shown(name), bounds.maxDepth(), "max-depth");
        }
        return new EntryPath(steps);
    }

    boolean isRoot() {
        return steps.isEmpty();
    }

    List<String> parent() {
        return steps.subList(0, steps.size() - 1);
    }

    String name() {
        return steps.get(steps.size() - 1);
    }

    @Override
    public String toString() {
        return String.join("/", steps);
    }

    private static void take(String step, List<String> steps, String name) throws ImagePullException {
        if (step.isEmpty() || step.equals(".")) {
            return;
        }
        if (step.equals("..")) {
            if (steps.isEmpty()) {
                throw Refusal.invalid("the name " + Refusal.shown(name) + " leads out of the image");
            }
            steps.remove(steps.size() - 1);
            return;
        }
        requireName(step);
        steps.add(step);
    }

    /** What a folder or file can be called; targets of links ask for other names, too. */
    static void requireName(String step) throws ImagePullException {
        if (step.indexOf('\0') >= 0 || isTooLong(step)) {
            throw Refusal.invalid("no file system takes the name " + Refusal.shown(step));
        }
    }

    private static boolean isTooLong(String step) {
        return step.length() > MAX_STEP_BYTES
                || (step.length() > MAX_STEP_BYTES / 4
                        && step.getBytes(StandardCharsets.UTF_8).length > MAX_STEP_BYTES);
    }
}
