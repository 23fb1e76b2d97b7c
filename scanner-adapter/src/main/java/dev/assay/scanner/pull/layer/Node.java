package dev.assay.scanner.pull.layer;

/** What a name in the merged image stands for. */
abstract sealed class Node permits DirectoryNode, FileNode, LinkNode, SpecialNode {
    private int layer;

    Node(int layer) {
        this.layer = layer;
    }

    /** The last layer that wrote this name. A whiteout of the same layer does not touch it. */
    final int layer() {
        return layer;
    }

    final void writtenBy(int other) {
        layer = other;
    }
}
