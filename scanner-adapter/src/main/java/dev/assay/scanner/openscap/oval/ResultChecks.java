package dev.assay.scanner.openscap.oval;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.content.ContentFile;
import dev.assay.scanner.openscap.fault.CannotTellException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether oscap's results mean something: its exit status is 0, too, when it did not look. */
final class ResultChecks {
    private static final Set<String> UNDECIDED = Set.of("error", "unknown", "not evaluated", "not applicable");
    private static final int MAX_SHOWN = 5;
    private static final int MANY = 10;

    private final OvalResults results;
    private final Cut cut;
    private final OvalFeed feed;
    private final ContentFile content;

    /** @param results of all that is in the cut */
    ResultChecks(OvalResults results, Cut cut, OvalFeed feed, ContentFile content) {
        this.results = results;
        this.cut = cut;
        this.feed = feed;
        this.content = content;
    }

    static void checkCanaries(OvalResults results) throws CannotTellException {
        if (!results.is(Canary.MUST_BE_TRUE, "true")) {
            throw blind("a canary failed: oscap does not find packages that the image has");
        }
        if (!results.is(Canary.MUST_BE_FALSE, "false")) {
            throw blind("a canary failed: oscap finds a package that the image does not have");
        }
    }

    static void checkComplete(OvalResults results, Collection<String> asked) throws CannotTellException {
        Set<String> missing = new HashSet<>(asked);
        missing.removeAll(results.byId().keySet());
        if (!missing.isEmpty()) {
            throw blind(
                    "oscap said nothing on " + missing.size() + " of the " + asked.size() + " definitions asked for");
        }
    }

    /**
     * The whole feed has no canaries: one who did not look would find nothing, and that must not win over findings.
     *
     * @param findings ids of what applies by the cut
     */
    static void checkUncut(OvalResults whole, OvalFeed feed, Set<String> findings) throws CannotTellException {
        Set<String> all =
                feed.definitions().keySet().stream().filter(feed::isFinding).collect(Collectors.toSet());
        if (!whole.byId().keySet().containsAll(all)) {
            throw blind("oscap said nothing on some of the " + all.size() + " definitions of the whole feed");
        }
        if (findings.stream().anyMatch(it -> UNDECIDED.contains(whole.byId().get(it)))) {
            throw blind("oscap could not decide with the whole feed what it could with a part of it");
        }
        if (!findings.isEmpty() && findings.stream().noneMatch(it -> whole.is(it, "true"))) {
            throw blind("with the whole feed oscap does not find a single one of the " + findings.size()
                    + " advisories that apply");
        }
    }

    void checkThatFeedFits() throws CannotTellException {
        Set<String> gates = cut.gates();
        if (!gates.isEmpty() && gates.stream().allMatch(it -> results.is(it, "false"))) {
            throw new CannotTellException(
                    FailureReason.NOT_APPLICABLE,
                    "by its own tests the feed " + content.name()
                            + " is not for this image, though the image's os-release"
                            + " says so; look at the files that the feed's tests read, such as etc/debian_version");
        }
    }

    /** Red Hat's definitions are true wherever no package of Red Hat's owns etc/redhat-release, where they can be decided. */
    void checkThatNotEverythingApplies() throws CannotTellException {
        long applying = applying().stream().filter(feed::isFinding).count();
        if (applying >= MANY && applying + undecided().size() == feed.examined()) {
            throw new CannotTellException(
                    FailureReason.NOT_APPLICABLE,
                    "by the feed " + content.name() + " every one of its " + applying
                            + " advisories applies, which is what it says of images that it is not for");
        }
    }

    /** Ids of the feed's definitions that are true, sorted. */
    List<String> applying() {
        return results.with(Set.of("true")).stream()
                .filter(cut.definitions()::contains)
                .toList();
    }

    /** Definitions of the feed that may apply, too; where oscap decided none there is no result. */
    List<Definition> undecided() throws CannotTellException {
        List<Definition> undecided = results.with(UNDECIDED).stream()
                .filter(cut.definitions()::contains)
                .map(feed.definitions()::get)
                .filter(Definition::isFinding)
                .toList();
        long candidates = cut.definitions().stream().filter(feed::isFinding).count();
        if (!undecided.isEmpty() && undecided.size() == candidates) {
            throw blind("oscap could not decide any of the " + candidates + " definitions that may apply ("
                    + shown(undecided) + ")");
        }
        return undecided;
    }

    /** For people. */
    static List<String> notesOn(List<Definition> undecided) {
        return undecided.isEmpty()
                ? List.of()
                : List.of("oscap could not decide " + undecided.size() + " definitions, which may apply as well: "
                        + shown(undecided));
    }

    private static String shown(List<Definition> definitions) {
        return definitions.stream().limit(MAX_SHOWN).map(Definition::id).collect(Collectors.joining(", "))
                + (definitions.size() > MAX_SHOWN ? ", …" : "");
    }

    private static CannotTellException blind(String why) {
        return new CannotTellException(FailureReason.SCANNER_ERROR, why);
    }
}
