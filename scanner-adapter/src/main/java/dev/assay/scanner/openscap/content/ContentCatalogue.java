package dev.assay.scanner.openscap.content;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.fault.CannotTellException;
import dev.assay.scanner.openscap.os.OsRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The content that an operator has put up, and which file of it is for which operating system. Thread-safe. */
public final class ContentCatalogue {
    private static final Logger LOG = Logger.getLogger(ContentCatalogue.class);
    /** Whose advisories are published as OVAL in the form that is read here: without a file, the operator owes one. */
    private static final Set<String> PUBLISH_ADVISORIES =
            Set.of("debian", "ubuntu", "rhel", "almalinux", "rocky", "ol", "sles", "opensuse-leap");

    private static final String NONE = "none";
    private static final int MAX_FILES = 1000;

    private final Optional<Path> ovalDirectory;
    private final FeedStore store;
    private final Path xccdfDirectory;
    private final long sizeLimit;
    private final Fingerprints fingerprints = new Fingerprints();

    /** @param sizeLimit in bytes, of one file */
    public ContentCatalogue(Optional<Path> ovalDirectory, FeedStore store, Path xccdfDirectory, long sizeLimit) {
        this.ovalDirectory = ovalDirectory;
        this.store = store;
        this.xccdfDirectory = xccdfDirectory;
        this.sizeLimit = sizeLimit;
    }

    /**
     * The advisories for an operating system.
     *
     * @throws CannotTellException when there is no file: {@code NOT_APPLICABLE} only for a system whose advisories are
     *     not to be had, since policies may let that pass
     */
    public ContentFile oval(OsRelease os) throws CannotTellException {
        boolean areTheySomewhere = os.id().filter(PUBLISH_ADVISORIES::contains).isPresent();
        if (os.release().isEmpty()) {
            throw unnamed(os, areTheySomewhere);
        }
        for (String release : os.releases()) {
            Optional<Path> file = fileOf(release);
            if (file.isPresent()) {
                return fingerprint(file.get());
            }
        }
        throw new CannotTellException(
                areTheySomewhere ? FailureReason.SCANNER_UNAVAILABLE : FailureReason.NOT_APPLICABLE, missing(os));
    }

    /** What the operator has put up comes before what was taken in. */
    private Optional<Path> fileOf(String release) {
        return putUp(release).or(() -> store.find(release).map(StoredFeed::file));
    }

    private Optional<Path> putUp(String release) {
        return ovalDirectory.map(it -> it.resolve(release + OvalFolder.SUFFIX)).filter(Files::isRegularFile);
    }

    private String missing(OsRelease os) {
        return ovalDirectory
                .flatMap(directory -> os.release().map(it -> directory.resolve(it + OvalFolder.SUFFIX)))
                .map(file -> "there are no advisories for " + os.prettyName() + ": " + file
                        + " does not exist; put the OVAL file of that release there (" + OvalFolder.SETTING
                        + "), or let it be fetched (assay.openscap.feeds)")
                .orElseGet(() -> "there are no advisories to compare " + os.prettyName() + " with; let them be fetched"
                        + " (assay.openscap.feeds), or put OVAL files into a directory and set " + OvalFolder.SETTING
                        + " to it");
    }

    /**
     * The rules for an operating system.
     *
     * @throws CannotTellException when there are none: {@code NOT_APPLICABLE} only when there are some for others
     */
    public ContentFile xccdf(OsRelease os) throws CannotTellException {
        Optional<String> trouble = RulesFolder.trouble(xccdfDirectory);
        if (trouble.isPresent()) {
            throw new CannotTellException(
                    FailureReason.SCANNER_UNAVAILABLE, "there are no rules at all: " + trouble.get());
        }
        if (os.release().isEmpty()) {
            throw unnamed(os, Products.isKnown(os));
        }
        String product = Products.of(os)
                .orElseThrow(() -> notApplicable("there are no rules for " + os.prettyName()
                        + ": the SCAP Security Guide has no product that is known to be for it"));
        Path file = RulesFolder.dataStream(xccdfDirectory, product);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw notApplicable("there are no rules for " + os.prettyName() + ": " + file + " does not exist");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CannotTellException(FailureReason.SCANNER_UNAVAILABLE, file + " is no file that can be read");
        }
        return fingerprint(file);
    }

    /** Changes with every change of the bytes of advisories, and with every file of them that comes or goes. */
    public String advisoriesVersion() {
        Stream<Path> putUp =
                ovalDirectory.stream().flatMap(it -> files(it, name -> name.endsWith(OvalFolder.SUFFIX)).stream());
        Stream<Path> takenIn =
                store.all().stream().filter(it -> putUp(it.release()).isEmpty()).map(StoredFeed::file);
        List<Path> files = Stream.concat(putUp, takenIn).toList();
        return files.isEmpty() ? NONE : version(files);
    }

    /** Changes as {@link #advisoriesVersion()} does, for the files of rules. */
    public String rulesVersion() {
        return version(files(xccdfDirectory, RulesFolder::isDataStream));
    }

    /** By name and digest: where they lie changes nothing in a result. */
    private String version(List<Path> files) {
        MessageDigest digest = Digests.sha256();
        files.stream()
                .map(it -> it.getFileName() + "\n" + versionOf(it) + "\n")
                .sorted()
                .forEach(it -> digest.update(it.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private String versionOf(Path file) {
        try {
            return Files.size(file) > sizeLimit
                    ? "too large"
                    : fingerprints.of(file).sha256();
        } catch (IOException e) {
            LOG.warnf("content can't be read path=%s cause=%s", file, e);
            return "unreadable";
        }
    }

    private static List<Path> files(Path directory, Predicate<String> wanted) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(it -> wanted.test(it.getFileName().toString()) && Files.isRegularFile(it))
                    .sorted()
                    .limit(MAX_FILES)
                    .toList();
        } catch (IOException e) {
            LOG.warnf("content can't be listed path=%s cause=%s", directory, e);
            return List.of();
        }
    }

    private ContentFile fingerprint(Path path) throws CannotTellException {
        try {
            if (Files.size(path) > sizeLimit) {
                throw new CannotTellException(
                        FailureReason.SCANNER_ERROR,
                        path + " is larger than assay.openscap.content-mib (" + sizeLimit + " bytes)");
            }
            return fingerprints.of(path);
        } catch (IOException e) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR, path + " can't be read: " + CannotTellException.why(e), e);
        }
    }

    /** @param isKnown whether there would be something for it, which an odd VERSION_ID must not hide from */
    private static CannotTellException unnamed(OsRelease os, boolean isKnown) {
        return new CannotTellException(
                isKnown ? FailureReason.IMAGE_INVALID : FailureReason.NOT_APPLICABLE,
                "the image's os-release does not say which release it is (" + os.prettyName()
                        + "): both ID and VERSION_ID are needed to choose what to compare it with");
    }

    private static CannotTellException notApplicable(String message) {
        return new CannotTellException(FailureReason.NOT_APPLICABLE, message);
    }
}
