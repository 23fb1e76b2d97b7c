package dev.assay.gate.annotation;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.verdict.Decision;
import dev.assay.contract.verdict.Verdict;
import dev.assay.gate.policy.Cause;
import dev.assay.gate.policy.PriorVerdict;
import dev.assay.gate.policy.Ruling;
import dev.assay.gate.policy.WaiverUse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The two annotations by which the gate speaks, as they are on one Image. Deny-execution belongs to whoever set it:
 * the gate notes in the verdict beside it, in the same patch, that it was the one, and takes back no other.
 */
public final class DenyAnnotations {
    private static final String DENY_EXECUTION = "images.openshift.io/deny-execution";
    private static final String VERDICT = "assay.dev/verdict";

    /** The platform compares the exact text: {@code "True"} and {@code "1"} deny nothing. */
    private static final String DENIED = "true";

    private final Optional<String> denyExecution;
    private final Optional<String> verdict;
    private final Optional<VerdictNote> note;
    private final boolean isAsWritten;

    private DenyAnnotations(Optional<String> denyExecution, Optional<String> verdict) {
        this.denyExecution = denyExecution;
        this.verdict = verdict;
        Optional<VerdictNoteText> text = verdict.flatMap(VerdictNoteText::read);
        this.note = text.map(VerdictNoteText::note);
        this.isAsWritten = text.filter(VerdictNoteText::isAsWritten).isPresent();
    }

    public static DenyAnnotations of(Map<String, String> annotations) {
        return new DenyAnnotations(
                Optional.ofNullable(annotations.get(DENY_EXECUTION)), Optional.ofNullable(annotations.get(VERDICT)));
    }

    /** How the policies stand on it so far. */
    public PriorVerdict prior() {
        Map<String, List<String>> findings = new TreeMap<>();
        note.filter(it -> it.decision() == Decision.DENY)
                .ifPresent(it -> it.causes().stream()
                        .filter(cause -> cause.decision() == Decision.DENY)
                        .forEach(cause -> findings.putIfAbsent(cause.policy(), cause.findings())));
        boolean incomplete =
                !findings.isEmpty() && note.filter(it -> it.more() > 0).isPresent();
        return new PriorVerdict(
                findings,
                incomplete,
                note.map(VerdictNote::passed).orElse(Set.of()),
                note.map(VerdictNote::grace).orElse(Map.of()));
    }

    public Standing standing() {
        return new Standing(
                isDenied(),
                isOurs(),
                note.map(VerdictNote::decision).orElse(Decision.ALLOW),
                note.map(VerdictNote::since).orElse(Instant.EPOCH),
                note.map(VerdictNote::causes).orElse(List.of()));
    }

    /**
     * What makes the annotations say what {@code ruling} says.
     *
     * @param ruling empty when no policy is about the image: then what the gate wrote before is taken back
     */
    public AnnotationChange changeTo(Optional<Ruling> ruling, ImageDigest digest, Instant now) {
        return ruling.map(it -> rule(it, digest, now)).orElseGet(() -> withdraw(digest, now));
    }

    private AnnotationChange rule(Ruling ruling, ImageDigest digest, Instant now) {
        Map<String, Optional<String>> patch = new LinkedHashMap<>();
        boolean deny = ruling.decision() == Decision.DENY;
        Denier denier = denier(deny);
        if (deny && !isDenied()) {
            patch.put(DENY_EXECUTION, Optional.of(DENIED));
        }
        if (!deny && isOurs()) {
            patch.put(DENY_EXECUTION, Optional.empty());
        }
        VerdictNote next = next(ruling, denier, now);
        // The usual case, without making the text again.
        if (!isAsWritten || !note.equals(Optional.of(next))) {
            String value = VerdictNoteJson.write(next);
            if (!verdict.equals(Optional.of(value))) {
                patch.put(VERDICT, Optional.of(value));
            }
        }
        boolean same = note.filter(next::rulesLike).isPresent();
        boolean putsBack = patch.containsKey(DENY_EXECUTION)
                && deny
                && note.filter(it -> it.denier() == Denier.GATE).isPresent();
        return new AnnotationChange(
                patch, putsBack, same ? Optional.empty() : Optional.of(verdict(digest, ruling, next.since())));
    }

    private AnnotationChange withdraw(ImageDigest digest, Instant now) {
        Map<String, Optional<String>> patch = new LinkedHashMap<>();
        if (verdict.isPresent()) {
            patch.put(VERDICT, Optional.empty());
        }
        if (isOurs()) {
            patch.put(DENY_EXECUTION, Optional.empty());
        }
        Optional<Verdict> news = note.filter(it -> it.decision() != Decision.ALLOW)
                .map(it -> new Verdict(digest, Decision.ALLOW, List.of(), List.of(), seconds(now)));
        return new AnnotationChange(patch, false, news);
    }

    /** The time stays while decision and causes stay, even when somebody else's deny comes or goes meanwhile. */
    private VerdictNote next(Ruling ruling, Denier denier, Instant now) {
        VerdictNote whole = new VerdictNote(
                ruling.decision(),
                denier,
                seconds(now),
                ruling.policies(),
                ruling.causes(),
                0,
                ruling.grace(),
                ruling.waivers().stream().map(WaiverUse::brief).toList());
        Optional<VerdictNote> same = note.filter(whole::rulesLike)
                .map(it -> whole.since(it.since()))
                .filter(it -> note.equals(Optional.of(it)));
        if (same.isPresent()) {
            return same.get();
        }
        VerdictNote fresh = VerdictNoteJson.fit(whole);
        return note.filter(fresh::rulesLike).map(it -> fresh.since(it.since())).orElse(fresh);
    }

    private Denier denier(boolean deny) {
        if (isDenied() && !isOurs()) {
            return Denier.SOMEONE_ELSE;
        }
        return deny ? Denier.GATE : Denier.NOBODY;
    }

    private boolean isDenied() {
        return denyExecution.equals(Optional.of(DENIED));
    }

    private boolean isOurs() {
        return isDenied() && note.filter(it -> it.denier() == Denier.GATE).isPresent();
    }

    private static Verdict verdict(ImageDigest digest, Ruling ruling, Instant since) {
        return new Verdict(
                digest,
                ruling.decision(),
                ruling.causes().stream().map(DenyAnnotations::cause).toList(),
                ruling.policies(),
                since,
                ruling.waivers().stream()
                        .map(it -> new Verdict.ExceptionUse(it.waiver(), it.until(), it.findings()))
                        .toList());
    }

    private static Verdict.Cause cause(Cause cause) {
        return new Verdict.Cause(cause.policy(), cause.message(), cause.findings());
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
