package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** What a tar entry is, by its type flag alone. The library's own answers also look at the name. */
enum EntryKind {
    FILE('f'),
    FOLDER('d'),
    SYMBOLIC_LINK('l'),
    HARD_LINK('h'),
    SPECIAL('s');

    private final char code;

    EntryKind(char code) {
        this.code = code;
    }

    /** In outlines. */
    char code() {
        return code;
    }

    static Optional<EntryKind> ofCode(int code) {
        return Stream.of(values()).filter(it -> it.code == code).findFirst();
    }

    boolean isLink() {
        return this == SYMBOLIC_LINK || this == HARD_LINK;
    }

    /**
     * Readers disagree on entries that are no files and have content: some take it for the next headers. Things can be
     * hidden in it, so that such entries are refused, as unknown ones are.
     */
    static EntryKind of(TarArchiveEntry entry) throws ImagePullException {
        EntryKind kind = byFlag(entry);
        if (kind != FILE && entry.getSize() != 0) {
            throw Refusal.invalid("the entry " + Refusal.shown(entry.getName()) + " is no file and has "
                    + entry.getSize() + " bytes of content");
        }
        return kind;
    }

    private static EntryKind byFlag(TarArchiveEntry entry) throws ImagePullException {
        boolean endsAsFolder = entry.getName().endsWith("/");
        return switch (entry.getLinkFlag()) {
            case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM -> endsAsFolder ? FOLDER : FILE;
            case TarConstants.LF_CONTIG, TarConstants.LF_GNUTYPE_SPARSE -> {
                requireFileName(entry, endsAsFolder);
                yield FILE;
            }
            case TarConstants.LF_DIR -> FOLDER;
            case TarConstants.LF_SYMLINK -> SYMBOLIC_LINK;
            case TarConstants.LF_LINK -> HARD_LINK;
            case TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO -> SPECIAL;
            default ->
                throw Refusal.invalid("the entry " + Refusal.shown(entry.getName()) + " is of the unknown type "
                        + entry.getLinkFlag());
        };
    }

    private static void requireFileName(TarArchiveEntry entry, boolean endsAsFolder) throws ImagePullException {
        if (endsAsFolder) {
            throw Refusal.invalid("the file " + Refusal.shown(entry.getName()) + " has the name of a folder");
        }
    }
}
