package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The merged content of the layers seen so far. Links are followed as a process does that has the image's root for its
 * root, which is what a container runtime does when it unpacks.
 *
 * <p>Source of the rules: OCI image specification, layer.md.
 */
final class VirtualTree {
    /** As Linux has it. */
    private static final int MAX_LINKS = 40;

    /** Of one path with all links on it put in; beyond, the path leads nowhere. */
    private static final int MAX_STEPS = 2048;

    /** In place of a layer: nothing is made on the way. */
    private static final int READ_ONLY = -1;

    private final DirectoryNode root = DirectoryNode.root();
    private final ExtractionBounds bounds;
    private final Effort effort;

    VirtualTree(ExtractionBounds bounds) {
        this.bounds = bounds;
        this.effort = new Effort(bounds);
    }

    DirectoryNode root() {
        return root;
    }

    /** The folder of that path, links followed, made where it is missing. */
    DirectoryNode folder(List<String> path, int layer) throws ImagePullException {
        Node node = walk(root, new ArrayDeque<>(path), true, layer);
        if (node instanceof DirectoryNode directory) {
            return directory;
        }
        throw Refusal.invalid("something lies below " + Refusal.shown(String.join("/", path))
                + ", which is no folder or a loop of links");
    }

    /** A folder over a folder keeps what is in it; over anything else it takes its place. */
    void directory(DirectoryNode parent, String name, int mode, int layer) throws ImagePullException {
        effort.entry(0);
        DirectoryNode directory =
                parent.child(name).orElse(null) instanceof DirectoryNode there ? there : newFolder(parent, name, layer);
        directory.writtenBy(layer);
        directory.mode(mode);
    }

    /** Takes the place of whatever had that name. */
    void put(DirectoryNode parent, String name, Node node) throws ImagePullException {
        int words = node instanceof LinkNode link ? link.target().length() : 0;
        effort.entry(name.length() + words);
        parent.children().put(name, node);
    }

    /** One more name for a file that is there already. */
    void hardLink(DirectoryNode parent, String name, EntryPath target, int layer) throws ImagePullException {
        Node found = target.isRoot() ? root : linkTarget(target);
        if (found instanceof FileNode file) {
            put(parent, name, new FileNode(layer, file.mode(), file.content()));
        } else if (found instanceof LinkNode link) {
            put(parent, name, new LinkNode(layer, link.target()));
        } else if (found instanceof SpecialNode) {
            put(parent, name, new SpecialNode(layer));
        } else {
            throw Refusal.invalid("the hard link " + Refusal.shown(parent.pathOf(name)) + " leads to "
                    + Refusal.shown(target.toString()) + ", where no file is");
        }
    }

    /** Hides what lower layers have under that name. */
    void whiteout(DirectoryNode parent, String name, int layer) throws ImagePullException {
        effort.entry(0);
        Optional<Node> hidden = parent.child(name);
        if (hidden.isPresent() && !keepsSomethingOf(layer, hidden.get())) {
            parent.children().remove(name);
        }
    }

    /** Hides everything that lower layers have in that folder. */
    void opaque(DirectoryNode directory, int layer) throws ImagePullException {
        effort.step();
        Iterator<Node> children = directory.children().values().iterator();
        while (children.hasNext()) {
            if (!keepsSomethingOf(layer, children.next())) {
                children.remove();
            }
        }
    }

    /** What the link of that name leads to in the end; empty when that is nothing, or a loop. */
    Optional<Node> follow(DirectoryNode where, String name) throws ImagePullException {
        return Optional.ofNullable(walk(where, new ArrayDeque<>(List.of(name)), true, READ_ONLY));
    }

    private @Nullable Node linkTarget(EntryPath target) throws ImagePullException {
        Node parent = walk(root, new ArrayDeque<>(target.parent()), true, READ_ONLY);
        return parent instanceof DirectoryNode directory
                ? directory.child(target.name()).orElse(null)
                : null;
    }

    /** @param layer that missing folders are made for, or {@link #READ_ONLY} */
    private @Nullable Node walk(DirectoryNode start, Deque<String> steps, boolean followLast, int layer)
            throws ImagePullException {
        DirectoryNode at = start;
        int links = 0;
        int taken = 0;
        while (!steps.isEmpty()) {
            effort.step();
            if (++taken > MAX_STEPS) {
                return null;
            }
            String step = steps.pop();
            if (step.equals("..")) {
                at = at.parent();
                continue;
            }
            Node next = at.child(step).orElse(null);
            if (next == null && layer != READ_ONLY) {
                next = newFolder(at, step, layer);
            }
            if (next instanceof LinkNode link && (followLast || !steps.isEmpty())) {
                if (++links > MAX_LINKS) {
                    return null;
                }
                at = prepend(link.target(), steps) ? root : at;
            } else if (next instanceof DirectoryNode directory) {
                at = directory;
            } else {
                return steps.isEmpty() ? next : null;
            }
        }
        return at;
    }

    /** Puts the steps of a link's target before those that are left. @return whether it starts at the root */
    private static boolean prepend(String target, Deque<String> steps) {
        String[] parts = target.split("/", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            if (!parts[i].isEmpty() && !parts[i].equals(".")) {
                steps.push(parts[i]);
            }
        }
        return target.startsWith("/");
    }

    private DirectoryNode newFolder(DirectoryNode parent, String name, int layer) throws ImagePullException {
        if (parent.depth() >= bounds.maxDepth()) {
            throw Refusal.tooLarge("the depth of " + Refusal.shown(name), bounds.maxDepth(), "max-depth");
        }
        EntryPath.requireName(name);
        effort.entry(name.length());
        return parent.newChild(name, layer);
    }

    /** Drops from {@code node} what lower layers put there. @return whether anything of this layer is left */
    private boolean keepsSomethingOf(int layer, Node node) throws ImagePullException {
        effort.step();
        boolean keeps = node.layer() == layer;
        if (node instanceof DirectoryNode directory) {
            opaque(directory, layer);
            keeps |= !directory.children().isEmpty();
        }
        return keeps;
    }
}
