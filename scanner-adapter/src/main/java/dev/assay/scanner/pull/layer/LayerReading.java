package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Applies the entries of layers to the tree. The content of a file whose own path is wanted is kept at once; whether
 * another file is wanted too, since a link leads to it, is known only when all layers were read.
 */
final class LayerReading {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    /** Other names that begin so are bookkeeping of AUFS. */
    private static final String BOOKKEEPING = ".wh..wh.";

    private static final int PERMISSIONS = 0777;

    private final VirtualTree tree;
    private final Spool spool;
    private final Predicate<String> wanted;
    private final ExtractionBounds bounds;

    LayerReading(VirtualTree tree, Spool spool, Predicate<String> wanted, ExtractionBounds bounds) {
        this.tree = tree;
        this.spool = spool;
        this.wanted = wanted;
        this.bounds = bounds;
    }

    /** @param layer counted from 1 at the bottom */
    void take(LayerMembers members, TarArchiveEntry entry, int layer) throws ImagePullException {
        EntryKind kind = EntryKind.of(entry);
        EntryPath path = EntryPath.of(entry.getName(), bounds);
        if (path.isRoot()) {
            takeRoot(entry, kind);
        } else if (!isBookkeeping(path)) {
            takeBelow(tree.folder(path.parent(), layer), members, new Entry(entry, kind, path, layer));
        }
    }

    private void takeBelow(DirectoryNode parent, LayerMembers members, Entry entry) throws ImagePullException {
        String name = entry.path.name();
        if (name.equals(OPAQUE)) {
            tree.opaque(parent, entry.layer);
        } else if (name.startsWith(WHITEOUT)) {
            tree.whiteout(parent, hiddenName(name), entry.layer);
        } else {
            put(parent, members, entry);
        }
    }

    private void put(DirectoryNode parent, LayerMembers members, Entry entry) throws ImagePullException {
        String name = entry.path.name();
        switch (entry.kind) {
            case FILE -> {
                Content content = new Content(entry.layer, members.member(), size(entry.tar));
                tree.put(parent, name, new FileNode(entry.layer, entry.mode(), content));
                keepIfWanted(members, content, parent, entry.path);
            }
            case FOLDER -> tree.directory(parent, name, entry.mode(), entry.layer);
            case SYMBOLIC_LINK -> tree.put(parent, name, new LinkNode(entry.layer, target(entry.tar)));
            case HARD_LINK -> tree.hardLink(parent, name, EntryPath.of(target(entry.tar), bounds), entry.layer);
            case SPECIAL -> tree.put(parent, name, new SpecialNode(entry.layer));
        }
    }

    /** What does not fit is left for the second look, should it still be wanted then. */
    private void keepIfWanted(LayerMembers members, Content content, DirectoryNode parent, EntryPath path)
            throws ImagePullException {
        boolean fits =
                content.size() <= bounds.maxFileBytes() && spool.bytes() + content.size() <= bounds.maxStoredBytes();
        if (fits && isWanted(path.toString(), parent.pathOf(path.name()))) {
            members.spool(content, spool);
        }
    }

    private boolean isWanted(String asNamed, String withoutLinks) {
        return wanted.test(asNamed) || (!asNamed.equals(withoutLinks) && wanted.test(withoutLinks));
    }

    private void takeRoot(TarArchiveEntry entry, EntryKind kind) throws ImagePullException {
        if (kind != EntryKind.FOLDER) {
            throw Refusal.invalid("an entry wants to take the place of the image's root");
        }
        tree.root().mode(entry.getMode() & PERMISSIONS);
    }

    private String target(TarArchiveEntry entry) throws ImagePullException {
        String target = entry.getLinkName();
        if (target.isEmpty() || target.indexOf('\0') >= 0) {
            throw Refusal.invalid("the link " + Refusal.shown(entry.getName()) + " leads nowhere");
        }
        if (target.length() > bounds.maxPathLength()) {
            throw Refusal.tooLarge(
                    "the target of the link " + Refusal.shown(entry.getName()),
                    bounds.maxPathLength(),
                    "max-path-length");
        }
        return target;
    }

    private static long size(TarArchiveEntry entry) throws ImagePullException {
        long size = entry.getRealSize();
        if (size < 0) {
            throw Refusal.invalid("the file " + Refusal.shown(entry.getName()) + " has the size " + size);
        }
        return size;
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

    private record Entry(TarArchiveEntry tar, EntryKind kind, EntryPath path, int layer) {
        int mode() {
            return tar.getMode() & PERMISSIONS;
        }
    }
}
