package dev.assay.scanner.openscap.oval;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.content.ContentCache;
import dev.assay.scanner.openscap.content.ContentFile;
import dev.assay.scanner.openscap.content.Digests;
import dev.assay.scanner.openscap.fault.CannotTellException;
import dev.assay.scanner.openscap.packages.InstalledPackages;
import dev.assay.scanner.openscap.process.Oscap;
import dev.assay.scanner.openscap.root.ScanDirectory;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares an image's packages with a feed by {@code oscap oval eval}. Thread-safe. */
public final class OvalScan {

    private final Oscap oscap;
    private final ContentCache<OvalFeed> feeds;
    private final UncutCheck uncutCheck;

    /**
     * @param workDirectory for what is kept of feeds
     * @param checkOneIn of so many images one is compared with the whole feed as well; 0 for none
     */
    public OvalScan(Oscap oscap, Path workDirectory, int checkOneIn) {
        this.oscap = oscap;
        this.uncutCheck = new UncutCheck(checkOneIn);
        this.feeds = new ContentCache<>(in -> FeedIndexer.index(in, workDirectory));
    }

    /**
     * @param directory prepared for these packages
     * @param environment from the preparation
     * @throws CannotTellException also whenever oscap's answer can't be told from that of one that did not look
     */
    public OvalOutcome scan(
            ContentFile content,
            ScanSubject subject,
            ScanDirectory directory,
            InstalledPackages packages,
            Map<String, String> environment,
            Instant deadline)
            throws CannotTellException, IOException, InterruptedException {
        OvalFeed feed = feeds.get(content);
        Cut cut = new Cut(feed, packages);
        RememberedResults remembered = RememberedResults.of(
                subject.memory(), directory, feed.pieces().read(feed.generator()), environment, oscap);
        Map<String, String> keys = cut.keys();
        OvalResults results = results(cut, keys, remembered.recall(), directory, environment, deadline);
        ResultChecks checks = new ResultChecks(results, cut, feed, content);
        checks.checkThatFeedFits();
        checks.checkThatNotEverythingApplies();
        List<Definition> undecided = checks.undecided();
        List<String> applying = checks.applying();
        Optional<List<String>> corrected = uncutCheck.isDue(subject.digest(), content.sha256())
                ? otherThan(applying, feed, content, subject, directory, environment, deadline)
                : Optional.empty();
        remembered.remember(corrected.isEmpty() ? results.by(keys) : Map.of());
        return new OvalOutcome(
                feed.examined(),
                new Findings(feed, packages).of(corrected.orElse(applying)),
                undecided.stream().map(it -> it.advisory().severity()).toList(),
                ResultChecks.notesOn(undecided));
    }

    /** What is remembered, and what oscap says of the rest. Where nothing was ever told, at least its canaries are asked. */
    private OvalResults results(
            Cut cut,
            Map<String, String> keys,
            Optional<Map<String, String>> remembered,
            ScanDirectory directory,
            Map<String, String> environment,
            Instant deadline)
            throws CannotTellException, IOException, InterruptedException {
        OvalResults known = OvalResults.of(keys, remembered.orElse(Map.of()));
        Set<String> open = new TreeSet<>(keys.keySet());
        open.removeAll(known.byId().keySet());
        if (open.isEmpty() && remembered.isPresent()) {
            return known;
        }
        Path file = directory.file("definitions.xml");
        cut.write(file, open);
        OvalResults told = evaluate(directory, file, environment, deadline);
        ResultChecks.checkCanaries(told);
        ResultChecks.checkComplete(told, open);
        return known.and(told.only(open));
    }

    /** What the whole feed says, where it differs. */
    private Optional<List<String>> otherThan(
            List<String> cut,
            OvalFeed feed,
            ContentFile content,
            ScanSubject subject,
            ScanDirectory directory,
            Map<String, String> environment,
            Instant deadline)
            throws InterruptedException {
        try {
            Path file = directory.file("uncut.xml");
            copy(content, file);
            OvalResults whole = evaluate(directory, file, environment, deadline);
            Set<String> findings = cut.stream().filter(feed::isFinding).collect(Collectors.toSet());
            ResultChecks.checkUncut(whole, feed, findings);
            List<String> uncut =
                    whole.with(Set.of("true")).stream().filter(feed::isFinding).toList();
            return uncutCheck.compare(subject.digest(), content.name(), findings, Set.copyOf(uncut))
                    ? Optional.empty()
                    : Optional.of(uncut);
        } catch (CannotTellException | IOException e) {
            uncutCheck.failed(subject.digest(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The content may be closed to the user that oscap runs as, and may be another one by now. */
    private static void copy(ContentFile content, Path file) throws CannotTellException, IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(content.path()), digest)) {
            Files.copy(in, file);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(content.sha256())) {
            throw new CannotTellException(FailureReason.SCANNER_ERROR, content.path() + " has changed meanwhile");
        }
    }

    private static Path resultsOf(ScanDirectory directory, Path definitions) {
        return directory.file(definitions.getFileName() + ".results");
    }

    /** Whether oscap finds the image's packages at all. */
    public void checkThatPackagesAreSeen(
            ScanDirectory directory, InstalledPackages packages, Map<String, String> environment, Instant deadline)
            throws CannotTellException, IOException, InterruptedException {
        Path file = directory.file("canaries.xml");
        DefinitionsFile.writeCanaries(file, packages);
        ResultChecks.checkCanaries(evaluate(directory, file, environment, deadline));
    }

    private OvalResults evaluate(
            ScanDirectory directory, Path definitions, Map<String, String> environment, Instant deadline)
            throws CannotTellException, IOException, InterruptedException {
        Path directives = directory.file("directives.xml");
        Files.writeString(directives, Directives.ALL_THIN);
        Path results = resultsOf(directory, definitions);
        if (oscap.owner().isPresent()) {
            directory.giveTo(oscap.owner().getAsInt());
        }
        oscap.run(
                List.of(
                        "oval",
                        "eval",
                        "--skip-validation",
                        "--directives",
                        directives.toString(),
                        "--results",
                        results.toString(),
                        definitions.toString()),
                environment,
                directory.path(),
                Set.of(0),
                deadline);
        try {
            return OvalResults.read(results);
        } catch (XmlException e) {
            throw new CannotTellException(
                    FailureReason.REPORT_UNREADABLE, "oscap's results can't be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CannotTellException(
                    FailureReason.REPORT_UNREADABLE,
                    "oscap ended well but left no results that can be read: " + CannotTellException.why(e),
                    e);
        }
    }
}
