package dev.assay.scanner.openscap.rpm;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.fault.CannotTellException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An image's RPM database, found and checked by its first bytes.
 *
 * @param directory where it is
 */
public record RpmDatabase(Path directory, Kind kind) {
    /** Inside an image; the first is where newer distributions have it. */
    private static final List<String> DIRECTORIES = List.of("usr/lib/sysimage/rpm/", "usr/share/rpm/", "var/lib/rpm/");

    private static final String JOURNAL = "rpmdb.sqlite-journal";

    /** By rpm's names of what reads them. */
    public enum Kind {
        SQLITE("sqlite", "rpmdb.sqlite", 0, "SQLite format 3\0"),
        NDB("ndb", "Packages.db", 0, "RpmP"),
        BDB("bdb_ro", "Packages", 12, "a\u0015\u0006\0");

        private final String backend;
        private final String file;
        private final int offset;
        private final String magic;

        Kind(String backend, String file, int offset, String magic) {
            this.backend = backend;
            this.file = file;
            this.offset = offset;
            this.magic = magic;
        }

        public String backend() {
            return backend;
        }

        /** All of it that has a part in what is read. */
        public List<String> files() {
            return switch (this) {
                case SQLITE -> List.of(file, "rpmdb.sqlite-wal");
                case NDB -> List.of(file);
                case BDB -> List.of(file, "Name", "Basenames");
            };
        }
    }

    private static final Set<String> NAMES =
            Set.of("rpmdb.sqlite", "rpmdb.sqlite-wal", JOURNAL, "Packages.db", "Packages", "Name", "Basenames");

    /** Whether a path inside an image is part of such a database. */
    public static boolean isPart(String path) {
        return DIRECTORIES.stream().anyMatch(it -> path.startsWith(it) && NAMES.contains(path.substring(it.length())));
    }

    /** Where an image's files of such databases may be. */
    public static List<String> directories() {
        return DIRECTORIES;
    }

    /**
     * @param limit how many bytes it may have
     * @return empty when there is none
     * @throws CannotTellException when it is none, too large, or not the only one
     */
    public static Optional<RpmDatabase> find(Path root, long limit) throws CannotTellException, IOException {
        List<RpmDatabase> found = new ArrayList<>();
        for (String directory : DIRECTORIES) {
            for (Kind kind : Kind.values()) {
                RpmDatabase database = new RpmDatabase(root.resolve(directory), kind);
                // The same place by two names is one database.
                if (isFile(database.file()) && found.stream().noneMatch(database::hasTheContentOf)) {
                    found.add(database);
                }
            }
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.size() > 1) {
            throw invalid("the image has several RPM databases, and which one counts can't be told: "
                    + found.stream()
                            .map(it -> root.relativize(it.file()).toString())
                            .toList());
        }
        found.get(0).check(limit);
        return Optional.of(found.get(0));
    }

    private boolean hasTheContentOf(RpmDatabase other) {
        try {
            return kind == other.kind && Files.mismatch(file(), other.file()) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void check(long limit) throws CannotTellException, IOException {
        long size = 0;
        for (String name : kind.files()) {
            Path part = directory.resolve(name);
            size += isFile(part) ? Files.size(part) : 0;
        }
        if (size > limit) {
            throw new CannotTellException(
                    FailureReason.IMAGE_TOO_LARGE,
                    "the image's RPM database is larger than " + limit
                            + " bytes; the limit is assay.openscap.rpm-database-mib");
        }
        byte[] magic = kind.magic.getBytes(StandardCharsets.ISO_8859_1);
        byte[] begin;
        try (InputStream in = Files.newInputStream(file())) {
            begin = in.readNBytes(kind.offset + magic.length);
        }
        if (begin.length < kind.offset + magic.length
                || !Arrays.equals(Arrays.copyOfRange(begin, kind.offset, begin.length), magic)) {
            throw invalid("the image's RPM database " + kind.file + " is none: it does not begin as one");
        }
        Path journal = directory.resolve(JOURNAL);
        if (kind == Kind.SQLITE && isFile(journal) && Files.size(journal) > 0) {
            throw invalid("the image's RPM database was left in the middle of a change (" + JOURNAL + ")");
        }
    }

    private Path file() {
        return directory.resolve(kind.file);
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static CannotTellException invalid(String message) {
        return new CannotTellException(FailureReason.IMAGE_INVALID, message);
    }
}
