package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.WantedPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks through the merged image, with every link followed, for the paths that are wanted. */
final class WantedContent {
    /** Links to folders on one path; no path that anybody asks for has more steps to folders than that. */
    private static final int MAX_FOLDER_LINKS = 8;

    private final VirtualTree tree;
    private final WantedPaths wanted;
    private final ExtractionBounds bounds;
    private final List<Folder> folders = new ArrayList<>();
    private final List<File> files = new ArrayList<>();
    private long paths;

    private WantedContent(VirtualTree tree, WantedPaths wanted, ExtractionBounds bounds) {
        this.tree = tree;
        this.wanted = wanted;
        this.bounds = bounds;
    }

    static WantedContent of(VirtualTree tree, WantedPaths wanted, ExtractionBounds bounds) throws ImagePullException {
        WantedContent content = new WantedContent(tree, wanted, bounds);
        content.look(new Visit(null, tree.root(), "", 0, 0));
        content.requireBounded();
        return content;
    }

    /** Those that are wanted and those on the way to what is, each after the one that it lies in. */
    List<Folder> folders() {
        return folders;
    }

    List<File> files() {
        return files;
    }

    private void look(Visit visit) throws ImagePullException {
        for (Map.Entry<String, Node> child : visit.node.children().entrySet()) {
            String path = visit.path.isEmpty() ? child.getKey() : visit.path + "/" + child.getKey();
            countPath();
            Node node = child.getValue();
            int links = visit.folderLinks;
            if (node instanceof LinkNode) {
                node = tree.follow(visit.node, child.getKey()).orElse(null);
                links++;
            }
            if (node instanceof FileNode file && wanted.test(path)) {
                visit.isNeeded(folders);
                files.add(new File(path, file));
            } else if (node instanceof DirectoryNode directory) {
                enter(new Visit(visit, directory, path, visit.depth + 1, links));
            }
        }
    }

    private void enter(Visit visit) throws ImagePullException {
        if (wanted.test(visit.path)) {
            visit.isNeeded(folders);
        }
        boolean isTooDeep = visit.depth > bounds.maxDepth()
                || visit.path.length() > bounds.maxPathLength()
                || visit.folderLinks > MAX_FOLDER_LINKS;
        if (!isTooDeep && !visit.isWithinItself() && wanted.mayHoldBelow(visit.path)) {
            look(visit);
        }
    }

    private void countPath() throws ImagePullException {
        if (++paths > bounds.maxEntries()) {
            throw Refusal.tooLarge(
                    "the number of paths, with those that lead through links,", bounds.maxEntries(), "max-entries");
        }
    }

    private void requireBounded() throws ImagePullException {
        long bytes = 0;
        for (File file : files) {
            long size = file.node().content().size();
            if (size > bounds.maxFileBytes()) {
                throw Refusal.tooLarge(
                        "the size " + size + " of " + Refusal.shown(file.path()),
                        bounds.maxFileBytes(),
                        "max-file-bytes");
            }
            bytes += size;
            if (bytes > bounds.maxStoredBytes()) {
                throw Refusal.tooLarge(
                        "the size of all files that are looked at", bounds.maxStoredBytes(), "max-stored-bytes");
            }
        }
    }

    /** @param mode permission bits that the image states */
    record Folder(String path, int mode) {}

    record File(String path, FileNode node) {}

    /** A folder that is being looked through, and how it was come to. */
    private static final class Visit {
        private final @Nullable Visit from;
        private final DirectoryNode node;
        private final String path;
        private final int depth;
        private final int folderLinks;
        private boolean needed;

        Visit(@Nullable Visit from, DirectoryNode node, String path, int depth, int folderLinks) {
            this.from = from;
            this.node = node;
            this.path = path;
            this.depth = depth;
            this.folderLinks = folderLinks;
        }

        void isNeeded(List<Folder> folders) {
            if (needed || from == null) {
                return;
            }
            from.isNeeded(folders);
            needed = true;
            folders.add(new Folder(path, node.mode()));
        }

        boolean isWithinItself() {
            for (Visit at = from; at != null; at = at.from) {
                if (at.node == node) {
                    return true;
                }
            }
            return false;
        }
    }
}
