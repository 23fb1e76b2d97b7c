package dev.assay.scanner.archive;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One JSON file per image and key: {@code <directory>/sha256/<2 digits>/<64 digits>/<type>.<provider>.json}. For one
 * process at a time. A file that can't be understood counts as absent, so that its image is scanned again.
 *
 * <p>How a scan failed since lies beside it, as {@code <type>.<provider>.failed}: a result is never written anew for a
 * failure, so that none can be lost by it. It counts as long as the result is there that it names.
 */
final class DirectoryArchive implements Archive, RecentReports {
    private static final Logger LOG = Logger.getLogger(DirectoryArchive.class);

    private final Path root;
    private final long maxBytes;
    private final ReportAddress address;
    private final ArchiveFormat format = new ArchiveFormat();
    private final DurableFile files;
    private final RecentFiles recent;

    /**
     * @param address where reports can be read now
     * @throws UncheckedIOException when the directory can't be made or written
     */
    DirectoryArchive(Path directory, long maxBytes, ReportAddress address) {
        Path absolute = directory.toAbsolutePath().normalize();
        this.root = absolute.resolve("sha256");
        this.maxBytes = maxBytes;
        this.address = address;
        this.recent = new RecentFiles(root);
        try {
            this.files = new DurableFile(absolute.resolve("unfinished"));
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the archive " + absolute + " can't be used; set assay.archive.directory to a folder that this"
                            + " process may write",
                    e);
        }
    }

    @Override
    public void put(ArchivedScan scan) {
        ImageDigest digest = scan.finished().digest();
        QualityAnnotationKey key = scan.finished().key();
        boolean isBeside = !scan.finished().belongsOnImage();
        Path file = isBeside ? besideOf(digest, key) : fileOf(digest, key);
        byte[] json = format.write(scan);
        try {
            requireWithinBounds(json.length, file);
            files.replace(file, json);
        } catch (IOException e) {
            throw new UncheckedIOException("the report " + key + " of " + digest + " can't be kept in " + file, e);
        }
        if (!isBeside) {
            recent.written(file);
        }
    }

    @Override
    public Optional<ArchivedScan> find(ImageDigest digest, QualityAnnotationKey key) {
        return read(fileOf(digest, key), digest, key);
    }

    @Override
    public Optional<ArchivedScan> failedSince(ScanFinished result) {
        Optional<Instant> made = Optional.of(result.finishedAt());
        return read(besideOf(result.digest(), result.key()), result.digest(), result.key())
                .filter(it -> it.finished() instanceof ScanFailed failed
                        && failed.earlierResult().equals(made));
    }

    private Optional<ArchivedScan> read(Path file, ImageDigest digest, QualityAnnotationKey key) {
        return content(file)
                .flatMap(json -> parse(file, json))
                .filter(it -> isOf(digest, key, it, file))
                .map(this::addressed);
    }

    @Override
    public List<ArchivedScan> latest(int count) {
        return recent.latest(count).stream()
                .flatMap(file -> content(file).flatMap(json -> parse(file, json)).map(this::addressed).stream())
                .toList();
    }

    /** @param largest how many bytes one image's facts may have, for each kind of them */
    ImageFacts facts(long largest) {
        return new DirectoryFacts(this::folderOf, files, largest);
    }

    /** With the page's address of today: an annotation with an earlier one differs from it, and is written anew. */
    private ArchivedScan addressed(ArchivedScan scan) {
        ScanFinished finished = scan.finished();
        URI page = address.of(finished.digest(), finished.key());
        return new ArchivedScan(finished.reportedAt(page), scan.reference(), scan.report());
    }

    /** Both names are checked types without {@code /}, so that this is always below the root. */
    private Path fileOf(ImageDigest digest, QualityAnnotationKey key) {
        return folderOf(digest).resolve(key.shortForm() + ".json");
    }

    private Path besideOf(ImageDigest digest, QualityAnnotationKey key) {
        return folderOf(digest).resolve(key.shortForm() + ".failed");
    }

    private Path folderOf(ImageDigest digest) {
        String hex = digest.hex();
        return root.resolve(hex.substring(0, 2)).resolve(hex);
    }

    private Optional<byte[]> content(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] json = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
            return json.length > maxBytes ? tooLarge(file) : Optional.of(json);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the archived report " + file + " can't be read", e);
        }
    }

    private Optional<byte[]> tooLarge(Path file) {
        LOG.warnf("archived report is too large, its image will be scanned again file=%s bound=%d", file, maxBytes);
        return Optional.empty();
    }

    private Optional<ArchivedScan> parse(Path file, byte[] json) {
        try {
            return Optional.of(format.read(json));
        } catch (IOException e) {
            LOG.warnf(
                    "archived report is unreadable, its image will be scanned again file=%s reason=%s", file, line(e));
            return Optional.empty();
        }
    }

    private static boolean isOf(ImageDigest digest, QualityAnnotationKey key, ArchivedScan scan, Path file) {
        boolean matches =
                scan.finished().digest().equals(digest) && scan.finished().key().equals(key);
        if (!matches) {
            LOG.warnf(
                    "archived report is another image's, its image will be scanned again file=%s digest=%s",
                    file, scan.finished().digest());
        }
        return matches;
    }

    private void requireWithinBounds(long length, Path file) throws IOException {
        if (length > maxBytes) {
            throw new IOException(
                    file + " is larger than the " + maxBytes + " bytes that assay.archive.max-report allows");
        }
    }

    private static String line(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
