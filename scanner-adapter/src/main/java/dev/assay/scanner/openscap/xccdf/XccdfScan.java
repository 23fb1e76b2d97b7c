package dev.assay.scanner.openscap.xccdf;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.report.Finding;
import dev.assay.scanner.openscap.content.ContentCache;
import dev.assay.scanner.openscap.content.ContentFile;
import dev.assay.scanner.openscap.fault.CannotTellException;
import dev.assay.scanner.openscap.process.Oscap;
import dev.assay.scanner.openscap.root.ScanDirectory;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares an image's files with the rules of a profile by {@code oscap xccdf eval}. Thread-safe. */
public final class XccdfScan {
    // 2: at least one rule did not pass.
    private static final Set<Integer> EXPECTED = Set.of(0, 2);
    private static final Set<String> UNDECIDED = Set.of("error", "unknown", "notchecked");
    private static final int MAX_SHOWN = 200;

    private final Oscap oscap;
    private final String profileName;
    private final ContentCache<DataStream> dataStreams = new ContentCache<>(DataStreamReader::read);

    /** @param profileName a whole id, or its last part */
    public XccdfScan(Oscap oscap, String profileName) {
        this.oscap = oscap;
        this.profileName = profileName;
    }

    /** @throws CannotTellException also when no rule applies to the image */
    public XccdfOutcome scan(
            ContentFile content, ScanDirectory directory, Map<String, String> environment, Instant deadline)
            throws CannotTellException, IOException, InterruptedException {
        DataStream dataStream = dataStreams.get(content);
        Profile profile = dataStream.profile(profileName).orElseThrow(() -> unknownProfile(dataStream, content));
        Path file = directory.file("xccdf.results");
        if (oscap.owner().isPresent()) {
            directory.giveTo(oscap.owner().getAsInt());
        }
        oscap.run(arguments(content, dataStream, profile, file), environment, directory.path(), EXPECTED, deadline);
        return outcome(dataStream, profile, results(file));
    }

    private static List<String> arguments(ContentFile content, DataStream dataStream, Profile profile, Path results) {
        List<String> arguments =
                new ArrayList<>(List.of("xccdf", "eval", "--skip-validation", "--profile", profile.id()));
        for (Rule rule : dataStream.uncheckable()) {
            arguments.add("--skip-rule");
            arguments.add(rule.id());
        }
        arguments.addAll(List.of("--results", results.toString(), content.path().toString()));
        return arguments;
    }

    private static XccdfResults results(Path file) throws CannotTellException {
        try {
            return XccdfResults.read(file);
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

    private static XccdfOutcome outcome(DataStream dataStream, Profile profile, XccdfResults results)
            throws CannotTellException {
        int examined = results.with(Set.of("pass", "fail", "fixed")).size();
        List<XccdfResults.RuleResult> undecided = results.with(UNDECIDED);
        if (examined == 0 && !undecided.isEmpty()) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR,
                    "oscap could not decide any of the " + undecided.size() + " rules of the profile "
                            + profile.shortId() + " that apply to the image");
        }
        if (examined == 0) {
            throw new CannotTellException(
                    FailureReason.NOT_APPLICABLE,
                    "none of the rules of the profile " + profile.shortId() + " applies to the image");
        }
        List<Finding> findings = results.with(Set.of("fail")).stream()
                .map(it -> finding(dataStream, it))
                .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::id))
                .toList();
        return new XccdfOutcome(
                profile.shortId(), examined, findings, results.score(), notes(dataStream, profile, undecided));
    }

    private static Finding finding(DataStream dataStream, XccdfResults.RuleResult result) {
        Optional<Rule> rule = Optional.ofNullable(dataStream.rules().get(result.rule()));
        return new Finding(
                rule.map(Rule::shortId).orElse(result.rule()),
                rule.map(Rule::title).orElse(result.rule()),
                result.severity(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<String> notes(DataStream dataStream, Profile profile, List<XccdfResults.RuleResult> undecided) {
        List<String> notes = new ArrayList<>();
        List<String> skipped = dataStream.uncheckable().stream()
                .filter(it -> profile.rules().contains(it.id()))
                .map(Rule::shortId)
                .toList();
        if (!skipped.isEmpty()) {
            notes.add(
                    "not checked, since owners and modes of files are not those of the image here: " + names(skipped));
        }
        if (!undecided.isEmpty()) {
            notes.add("oscap could not decide, and these are not counted: "
                    + names(undecided.stream()
                            .map(XccdfResults.RuleResult::rule)
                            .toList()));
        }
        return notes;
    }

    private static String names(List<String> names) {
        String shown =
                String.join(", ", names.stream().sorted().limit(MAX_SHOWN).toList());
        return names.size() <= MAX_SHOWN ? shown : shown + ", and " + (names.size() - MAX_SHOWN) + " more";
    }

    private CannotTellException unknownProfile(DataStream dataStream, ContentFile content) {
        return new CannotTellException(
                FailureReason.NOT_APPLICABLE,
                content.name() + " has no profile '" + profileName + "' (assay.openscap.profile); it has: "
                        + String.join(
                                ", ",
                                dataStream.profiles().stream()
                                        .map(Profile::shortId)
                                        .sorted()
                                        .limit(50)
                                        .toList()));
    }
}
