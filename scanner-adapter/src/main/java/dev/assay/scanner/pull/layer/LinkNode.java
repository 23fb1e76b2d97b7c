package dev.assay.scanner.pull.layer;

/** A symbolic link, of which only the words are kept. */
final class LinkNode extends Node {
    private final String target;

    LinkNode(int layer, String target) {
        super(layer);
        this.target = target;
    }

    String target() {
        return target;
    }
}
