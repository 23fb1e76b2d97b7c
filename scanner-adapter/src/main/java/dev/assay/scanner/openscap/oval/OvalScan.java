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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares an image's packages with a feed by {@code oscap oval eval}. Thread-safe. */
public final class OvalScan {
    private static final Set<String> UNDECIDED = Set.of("error", "unknown", "not evaluated", "not applicable");
    private static final int MAX_SHOWN = 5;
    private static final int MANY = 10;

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
        Path file = directory.file("definitions.xml");
        DefinitionsFile definitions = DefinitionsFile.write(file, feed, packages);
        RememberedResults remembered =
                RememberedResults.of(subject.memory(), directory, file, environment, oscap, resultsOf(directory, file));
        Optional<OvalResults> earlier = remembered.recall();
        OvalResults results = earlier.isPresent() ? earlier.get() : evaluate(directory, file, environment, deadline);
        checkCanaries(results);
        checkComplete(results, definitions);
        checkFits(results, definitions, content);
        checkThatNotEverythingApplies(results, definitions, feed, content);
        List<String> notes = undecided(feed, results, definitions);
        List<String> applying = trueDefinitions(results, definitions);
        if (uncutCheck.isDue(subject.digest(), content.sha256())) {
            applying = compared(applying, feed, content, subject, directory, environment, deadline);
        }
        if (earlier.isEmpty()) {
            remembered.remember();
        }
        return new OvalOutcome(feed.examined(), new Findings(feed, packages).of(applying), notes);
    }

    /** What the whole feed says where it differs. */
    private List<String> compared(
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
            checkUncut(whole, feed, findings);
            List<String> uncut =
                    whole.with(Set.of("true")).stream().filter(feed::isFinding).toList();
            return uncutCheck.compare(subject.digest(), content.name(), findings, Set.copyOf(uncut)) ? cut : uncut;
        } catch (CannotTellException | IOException e) {
            uncutCheck.failed(subject.digest(), String.valueOf(e.getMessage()));
            return cut;
        }
    }

    /** The whole feed has no canaries: one who did not look would find nothing, and that must not win over findings. */
    private static void checkUncut(OvalResults whole, OvalFeed feed, Set<String> cut) throws CannotTellException {
        Set<String> all =
                feed.definitions().keySet().stream().filter(feed::isFinding).collect(Collectors.toSet());
        if (!whole.byId().keySet().containsAll(all)) {
            throw blind("oscap said nothing on some of the " + all.size() + " definitions of the whole feed");
        }
        if (cut.stream().anyMatch(it -> UNDECIDED.contains(whole.byId().get(it)))) {
            throw blind("oscap could not decide with the whole feed what it could with a part of it");
        }
        if (!cut.isEmpty() && cut.stream().noneMatch(it -> whole.is(it, "true"))) {
            throw blind("with the whole feed oscap does not find a single one of the " + cut.size()
                    + " advisories that apply");
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
        checkCanaries(evaluate(directory, file, environment, deadline));
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

    private static void checkCanaries(OvalResults results) throws CannotTellException {
        if (!results.is(Canary.MUST_BE_TRUE, "true")) {
            throw blind("a canary failed: oscap does not find packages that the image has");
        }
        if (!results.is(Canary.MUST_BE_FALSE, "false")) {
            throw blind("a canary failed: oscap finds a package that the image does not have");
        }
    }

    private static void checkComplete(OvalResults results, DefinitionsFile definitions) throws CannotTellException {
        Set<String> missing = new HashSet<>(definitions.definitions());
        missing.removeAll(results.byId().keySet());
        if (!missing.isEmpty()) {
            throw blind("oscap said nothing on " + missing.size() + " of "
                    + definitions.definitions().size() + " definitions");
        }
    }

    private static void checkFits(OvalResults results, DefinitionsFile definitions, ContentFile content)
            throws CannotTellException {
        List<String> gates = definitions.gates();
        if (!gates.isEmpty() && gates.stream().allMatch(it -> results.is(it, "false"))) {
            throw new CannotTellException(
                    FailureReason.NOT_APPLICABLE,
                    "by its own tests the feed " + content.name()
                            + " is not for this image, though the image's os-release"
                            + " says so; look at the files that the feed's tests read, such as etc/debian_version");
        }
    }

    /** Red Hat's definitions are true wherever no package of Red Hat's owns etc/redhat-release. */
    private static void checkThatNotEverythingApplies(
            OvalResults results, DefinitionsFile definitions, OvalFeed feed, ContentFile content)
            throws CannotTellException {
        List<String> applying = trueDefinitions(results, definitions).stream()
                .filter(feed::isFinding)
                .toList();
        if (applying.size() >= MANY && applying.size() == feed.examined()) {
            throw new CannotTellException(
                    FailureReason.NOT_APPLICABLE,
                    "by the feed " + content.name() + " every one of its " + applying.size()
                            + " advisories applies, which is what it says of images that it is not for");
        }
    }

    private static List<String> trueDefinitions(OvalResults results, DefinitionsFile definitions) {
        return results.with(Set.of("true")).stream()
                .filter(definitions.definitions()::contains)
                .toList();
    }

    /** What oscap could not decide goes into the notes; where it decided nothing there is no result. */
    private static List<String> undecided(OvalFeed feed, OvalResults results, DefinitionsFile definitions)
            throws CannotTellException {
        List<String> undecided = results.with(UNDECIDED).stream()
                .filter(definitions.definitions()::contains)
                .filter(feed::isFinding)
                .toList();
        if (undecided.isEmpty()) {
            return List.of();
        }
        long candidates =
                definitions.definitions().stream().filter(feed::isFinding).count();
        String shown = String.join(", ", undecided.subList(0, Math.min(MAX_SHOWN, undecided.size())));
        if (undecided.size() == candidates) {
            throw blind(
                    "oscap could not decide any of the " + candidates + " definitions that may apply (" + shown + ")");
        }
        List<String> notes = new ArrayList<>();
        notes.add("oscap could not decide " + undecided.size() + " definitions, which are not counted: " + shown
                + (undecided.size() > MAX_SHOWN ? ", …" : ""));
        return notes;
    }

    private static CannotTellException blind(String why) {
        return new CannotTellException(FailureReason.SCANNER_ERROR, why);
    }
}
