package dev.assay.scanner.openscap.dpkg;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.fault.CannotTellException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the packages of an image: {@code var/lib/dpkg/status}, and the files of {@code var/lib/dpkg/status.d} that
 * distroless images have in its place.
 *
 * @param packages what is there, in the order of the files
 * @param unreadable how many entries made no sense
 */
public record DpkgDatabase(List<DpkgPackage> packages, int unreadable) {
    public static final String STATUS = "var/lib/dpkg/status";
    public static final String STATUS_PARTS = "var/lib/dpkg/status.d";

    private static final int MAX_PARTS = 20_000;
    private static final int MAX_PACKAGES = 200_000;

    public DpkgDatabase {
        packages = List.copyOf(packages);
    }

    /**
     * @param limit how many bytes of database are read at most
     * @throws CannotTellException when there is no package that can be read: such an image is not known to be clean
     */
    public static DpkgDatabase read(Path root, long limit) throws CannotTellException, IOException {
        List<DpkgPackage> packages = new ArrayList<>();
        int unreadable = 0;
        long left = limit;
        List<Path> files = files(root);
        for (Path file : files) {
            left -= Files.size(file);
            if (left < 0) {
                throw new CannotTellException(
                        FailureReason.IMAGE_TOO_LARGE,
                        "the image's package database is larger than " + limit
                                + " bytes; the limit is assay.openscap.package-database-mib");
            }
            boolean part = !file.endsWith("status");
            // Latin-1 takes every byte: what matters here is ASCII.
            unreadable +=
                    new StatusParser(part, packages::add).parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return checked(files, packages, unreadable);
    }

    /** Whether there is one with anything in it. */
    public static boolean isThere(Path root) throws CannotTellException, IOException {
        for (Path file : files(root)) {
            if (Files.size(file) > 0) {
                return true;
            }
        }
        return false;
    }

    private static DpkgDatabase checked(List<Path> files, List<DpkgPackage> packages, int unreadable)
            throws CannotTellException {
        if (files.isEmpty()) {
            throw new CannotTellException(
                    FailureReason.NOT_APPLICABLE,
                    "the image has no package database (" + STATUS + " or " + STATUS_PARTS
                            + "), so what is in it can't be compared with advisories");
        }
        if (packages.isEmpty() && unreadable == 0) {
            throw new CannotTellException(
                    FailureReason.NOT_APPLICABLE, "the image's package database (" + STATUS + ") names no package");
        }
        if (packages.isEmpty()) {
            throw new CannotTellException(
                    FailureReason.IMAGE_INVALID,
                    "none of the " + unreadable + " entries of the image's package database (" + STATUS
                            + ") can be read");
        }
        if (packages.size() > MAX_PACKAGES) {
            throw new CannotTellException(
                    FailureReason.IMAGE_TOO_LARGE,
                    "the image's package database names more than " + MAX_PACKAGES + " packages");
        }
        return new DpkgDatabase(packages, unreadable);
    }

    private static List<Path> files(Path root) throws CannotTellException, IOException {
        List<Path> files = new ArrayList<>();
        Optional.of(root.resolve(STATUS)).filter(DpkgDatabase::isFile).ifPresent(files::add);
        Path parts = root.resolve(STATUS_PARTS);
        if (Files.isDirectory(parts, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> entries = Files.list(parts)) {
                entries.filter(it -> !it.getFileName().toString().endsWith(".md5sums"))
                        .filter(DpkgDatabase::isFile)
                        .sorted()
                        .limit(MAX_PARTS + 1L)
                        .forEach(files::add);
            }
        }
        if (files.size() > MAX_PARTS) {
            throw new CannotTellException(
                    FailureReason.IMAGE_TOO_LARGE,
                    "the image has more than " + MAX_PARTS + " files in " + STATUS_PARTS);
        }
        return files;
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }
}
