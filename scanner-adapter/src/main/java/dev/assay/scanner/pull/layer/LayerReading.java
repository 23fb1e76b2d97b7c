package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;

/**
 * Applies the entries of layers to the tree. The content of a file whose own path is wanted is there at once; whether
 * another file is wanted too, since a link leads to it, is known only when all layers were read.
 */
final class LayerReading {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    /** Other names that begin so are bookkeeping of AUFS. */
    private static final String BOOKKEEPING = ".wh..wh.";

    private final VirtualTree tree;
    private final Spool spool;
    private final ExtractionBounds bounds;

    LayerReading(VirtualTree tree, Spool spool, ExtractionBounds bounds) {
        this.tree = tree;
        this.spool = spool;
        this.bounds = bounds;
    }

    /**
     * @param outline has given the entry last
     * @param layer counted from 1 at the bottom
     */
    void take(LayerEntry entry, OutlineReader outline, int layer) throws ImagePullException, IOException {
        EntryPath path = EntryPath.of(entry.name(), bounds);
        if (path.isRoot()) {
            takeRoot(entry);
        } else if (!isBookkeeping(path)) {
            takeBelow(tree.folder(path.parent(), layer), outline, new Placed(entry, path, layer));
        }
    }

    private void takeBelow(DirectoryNode parent, OutlineReader outline, Placed it)
            throws ImagePullException, IOException {
        String name = it.path.name();
        if (name.equals(OPAQUE)) {
            tree.opaque(parent, it.layer);
        } else if (name.startsWith(WHITEOUT)) {
            tree.whiteout(parent, hiddenName(name), it.layer);
        } else {
            put(parent, outline, it);
        }
    }

    private void put(DirectoryNode parent, OutlineReader outline, Placed it) throws ImagePullException, IOException {
        String name = it.path.name();
        LayerEntry entry = it.entry;
        switch (entry.kind()) {
            case FILE -> {
                Content content = new Content(it.layer, outline.member(), entry.size());
                tree.put(parent, name, new FileNode(it.layer, entry.mode(), content));
                spoolIfKept(content, outline);
            }
            case FOLDER -> tree.directory(parent, name, entry.mode(), it.layer);
            case SYMBOLIC_LINK -> tree.put(parent, name, new LinkNode(it.layer, target(entry)));
            case HARD_LINK -> tree.hardLink(parent, name, EntryPath.of(target(entry), bounds), it.layer);
            case SPECIAL -> tree.put(parent, name, new SpecialNode(it.layer));
        }
    }

    /** What does not fit is left for the second look, should it still be wanted then. */
    private void spoolIfKept(Content content, OutlineReader outline) throws IOException {
        boolean fits =
                content.size() <= bounds.maxFileBytes() && spool.bytes() + content.size() <= bounds.maxStoredBytes();
        if (fits && outline.isKept()) {
            spool.keep(content, outline.content());
        }
    }

    private void takeRoot(LayerEntry entry) throws ImagePullException {
        if (entry.kind() != EntryKind.FOLDER) {
            throw Refusal.invalid("an entry wants to take the place of the image's root");
        }
        tree.root().mode(entry.mode());
    }

    private String target(LayerEntry entry) throws ImagePullException {
        LayerEntry.requireBounded(entry.name(), entry.target(), bounds);
        return entry.target();
    }

    private static boolean isBookkeeping(EntryPath path) {
        return path.steps().stream().anyMatch(it -> it.startsWith(BOOKKEEPING) && !it.equals(OPAQUE));
    }

    private static String hiddenName(String whiteout) throws ImagePullException {
        String hidden = whiteout.substring(WHITEOUT.length());
        if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
            throw Refusal.invalid("the whiteout " + Refusal.shown(whiteout) + " names nothing that could be hidden");
        }
        return hidden;
    }

    private record Placed(LayerEntry entry, EntryPath path, int layer) {}
}
