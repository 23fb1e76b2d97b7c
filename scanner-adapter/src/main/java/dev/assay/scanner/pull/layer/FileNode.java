package dev.assay.scanner.pull.layer;

/** A regular file, or one of several names of one. */
final class FileNode extends Node {
    private final int mode;
    private final Content content;

    FileNode(int layer, int mode, Content content) {
        super(layer);
        this.mode = mode;
        this.content = content;
    }

    int mode() {
        return mode;
    }

    Content content() {
        return content;
    }
}
