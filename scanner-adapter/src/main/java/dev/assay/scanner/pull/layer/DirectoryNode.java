package dev.assay.scanner.pull.layer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder of the merged image. */
final class DirectoryNode extends Node {
    static final int DEFAULT_MODE = 0755;

    private final @Nullable DirectoryNode parent;
    private final String name;
    private final int depth;
    private final Map<String, Node> children = new HashMap<>(4);
    private int mode = DEFAULT_MODE;

    private DirectoryNode(@Nullable DirectoryNode parent, String name, int depth, int layer) {
        super(layer);
        this.parent = parent;
        this.name = name;
        this.depth = depth;
    }

    static DirectoryNode root() {
        return new DirectoryNode(null, "", 0, 0);
    }

    DirectoryNode newChild(String childName, int layer) {
        DirectoryNode child = new DirectoryNode(this, childName, depth + 1, layer);
        children.put(childName, child);
        return child;
    }

    /** The root's parent is the root, as in any file system. */
    DirectoryNode parent() {
        return parent == null ? this : parent;
    }

    Map<String, Node> children() {
        return children;
    }

    Optional<Node> child(String childName) {
        return Optional.ofNullable(children.get(childName));
    }

    int depth() {
        return depth;
    }

    int mode() {
        return mode;
    }

    void mode(int other) {
        mode = other;
    }

    /** Where {@code child} is, from the root, with no link on the way. */
    String pathOf(String child) {
        StringBuilder path = new StringBuilder(child);
        for (DirectoryNode at = this; at.parent != null; at = at.parent) {
            path.insert(0, '/').insert(0, at.name);
        }
        return path.toString();
    }
}
