package dev.assay.scanner.pull.layer;

/** A device, FIFO or socket: never written, but it hides what a lower layer has under its name. */
final class SpecialNode extends Node {
    SpecialNode(int layer) {
        super(layer);
    }
}
