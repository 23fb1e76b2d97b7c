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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Compares an image's files with the rules of a profile by {@code oscap xccdf eval}. Thread-safe. */
public final class XccdfScan {
    // 2: at least one rule did not pass.
    private static final Set<Integer> EXPECTED = Set.of(0, 2);
    private static final Set<String> UNDECIDED = Set.of("error", "unknown");
    /** Of rules without a check. */
    private static final String NOT_CHECKED = "notchecked";

    private static final int MAX_SHOWN = 200;

    private final Oscap oscap;
    private final ProfileSettings settings;
    private final ContentCache<DataStream> dataStreams = new ContentCache<>(DataStreamReader::read);
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    public XccdfScan(Oscap oscap, ProfileSettings settings) {
        this.oscap = oscap;
        this.settings = settings;
    }

    /** @throws CannotTellException also when no rule applies to the image */
    public XccdfOutcome scan(
            ContentFile content, ScanDirectory directory, Map<String, String> environment, Instant deadline)
            throws CannotTellException, IOException, InterruptedException {
        DataStream dataStream = dataStreams.get(content);
        ProfileChoice choice = choose(dataStream, content);
        List<String> arguments = new ArrayList<>(List.of("xccdf", "eval", "--skip-validation"));
        arguments.addAll(List.of("--profile", choice.profile().id()));
        if (choice.tailoring().isPresent()) {
            Path copy = directory.file("tailoring.xml");
            choice.tailoring().get().copyTo(copy);
            arguments.addAll(List.of("--tailoring-file", copy.toString()));
        }
        for (Rule rule : dataStream.uncheckable()) {
            arguments.addAll(List.of("--skip-rule", rule.id()));
        }
        Path results = directory.file("xccdf.results");
        arguments.addAll(List.of("--results", results.toString(), content.path().toString()));
        if (oscap.owner().isPresent()) {
            directory.giveTo(oscap.owner().getAsInt());
        }
        oscap.run(arguments, environment, directory.path(), EXPECTED, deadline);
        return outcome(dataStream, choice, results(results));
    }

    /** What is wrong with the profiles of data streams that scans have asked for, for people, by the file's name. */
    public SortedMap<String, String> troubles() {
        return new TreeMap<>(troubles);
    }

    private ProfileChoice choose(DataStream dataStream, ContentFile content) throws CannotTellException {
        try {
            ProfileChoice choice = ProfileChoice.of(settings, dataStream, content);
            troubles.remove(content.name());
            return choice;
        } catch (CannotTellException e) {
            troubles.put(content.name(), CannotTellException.why(e));
            throw e;
        }
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

    private static XccdfOutcome outcome(DataStream dataStream, ProfileChoice choice, XccdfResults results)
            throws CannotTellException {
        checkComplete(dataStream, choice, results);
        String profile = choice.profile().shortId();
        int examined = results.with(Set.of("pass", "fail", "fixed")).size();
        List<XccdfResults.RuleResult> undecided = results.with(UNDECIDED);
        if (examined == 0 && !undecided.isEmpty()) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR,
                    "oscap could not decide any of the " + undecided.size() + " rules of the profile " + profile
                            + " that apply to the image");
        }
        if (examined == 0) {
            throw new CannotTellException(
                    FailureReason.NOT_APPLICABLE,
                    "none of the rules of the profile " + profile + " applies to the image");
        }
        List<Finding> findings = results.with(Set.of("fail")).stream()
                .map(it -> finding(dataStream, it))
                .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::id))
                .toList();
        return new XccdfOutcome(
                profile,
                examined,
                findings,
                undecided.stream().map(XccdfResults.RuleResult::severity).toList(),
                results.score(),
                choice.tailoring().map(Tailoring::used),
                notes(dataStream, choice, undecided, results.with(Set.of(NOT_CHECKED))));
    }

    private static void checkComplete(DataStream dataStream, ProfileChoice choice, XccdfResults results)
            throws CannotTellException {
        Set<String> missing = new HashSet<>(choice.rules());
        missing.removeAll(results.rules());
        dataStream.uncheckable().forEach(it -> missing.remove(it.id()));
        if (!missing.isEmpty()) {
            throw new CannotTellException(
                    FailureReason.SCANNER_ERROR,
                    "oscap said nothing on " + missing.size() + " of the "
                            + choice.rules().size() + " rules of the profile "
                            + choice.profile().shortId());
        }
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

    private static List<String> notes(
            DataStream dataStream,
            ProfileChoice choice,
            List<XccdfResults.RuleResult> undecided,
            List<XccdfResults.RuleResult> withoutCheck) {
        List<String> notes = new ArrayList<>();
        List<String> skipped = dataStream.uncheckable().stream()
                .filter(it -> choice.rules().contains(it.id()))
                .map(Rule::shortId)
                .toList();
        if (!skipped.isEmpty()) {
            notes.add("not checked, since it takes more than the configuration and packages of an image: "
                    + names(skipped));
        }
        if (!undecided.isEmpty()) {
            notes.add("oscap could not decide, and these may fail as well: " + ruleNames(undecided));
        }
        if (!withoutCheck.isEmpty()) {
            notes.add("for people to check, and not counted: " + ruleNames(withoutCheck));
        }
        return notes;
    }

    private static String ruleNames(List<XccdfResults.RuleResult> results) {
        return names(results.stream().map(XccdfResults.RuleResult::rule).toList());
    }

    private static String names(List<String> names) {
        String shown =
                String.join(", ", names.stream().sorted().limit(MAX_SHOWN).toList());
        return names.size() <= MAX_SHOWN ? shown : shown + ", and " + (names.size() - MAX_SHOWN) + " more";
    }
}
