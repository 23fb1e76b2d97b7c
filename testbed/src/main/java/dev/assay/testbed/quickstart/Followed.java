package dev.assay.testbed.quickstart;

import dev.assay.contract.verdict.Decision;
import dev.assay.testbed.cluster.ImageState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What has become of an image so far. Not thread-safe. */
final class Followed {
    static final String QUALITY = "quality.images.openshift.io/";
    static final String DENY = "images.openshift.io/deny-execution";
    static final List<String> WANTED = List.of(QUALITY + "vulnerability.openscap", QUALITY + "policy.openscap");

    /** How long a state must last to count as the end, when it isn't the one that was expected. */
    private static final Duration SETTLED = Duration.ofSeconds(20);

    /** The same where nothing is expected: longer than the gate takes to judge by an annotation that has just landed. */
    private static final Duration JUDGED = Duration.ofSeconds(5);

    private final Subject subject;
    private final Map<String, QualityView> qualities = new TreeMap<>();
    private Map<String, String> annotations = Map.of();
    private Optional<VerdictView> verdict = Optional.empty();
    private long lastChange;

    Followed(Subject subject) {
        this.subject = subject;
        this.lastChange = subject.pushed();
    }

    Subject subject() {
        return subject;
    }

    /** Takes note of what the Image object says now. @return what is new in it, for people */
    List<String> see(ImageState state, long now) {
        List<String> news = new ArrayList<>();
        if (state.annotations().equals(annotations)) {
            return news;
        }
        String since = subject.isPushed()
                ? String.format(Locale.ROOT, ", %.1f s after the push", (now - subject.pushed()) / 1e9)
                : "";
        new TreeMap<>(state.annotations()).forEach((key, value) -> {
            if (key.startsWith(QUALITY) && !value.equals(annotations.get(key))) {
                QualityView view = QualityView.parse(value);
                qualities.put(key, view);
                news.add(subject.name() + "  " + key.substring(QUALITY.length()) + ": " + view.line() + since);
            }
        });
        Optional<VerdictView> newVerdict =
                Optional.ofNullable(state.annotations().get(VerdictView.KEY)).map(VerdictView::parse);
        if (!newVerdict.equals(verdict)) {
            verdict = newVerdict;
            boolean isEarly = decision().equals(Optional.of(Decision.UNDECIDED)) && qualities.isEmpty();
            news.add(subject.name() + "  " + verdict.map(VerdictView::word).orElse("the verdict was taken away")
                    + (isEarly ? ", not scanned yet" : "") + since);
        }
        annotations = state.annotations();
        lastChange = now;
        return news;
    }

    boolean isAnnotated() {
        return annotations.keySet().containsAll(WANTED);
    }

    boolean isDenied() {
        return "true".equals(annotations.get(DENY));
    }

    /** Whether nothing more is to come: it is as expected, or hasn't changed for a while. */
    boolean isSettled(long now) {
        if (!isAnnotated()) {
            return false;
        }
        long quiet = now - lastChange;
        if (!isAsExpected()) {
            return quiet > SETTLED.toNanos();
        }
        // Undecided, or without a verdict, is what every image is at first.
        boolean mayStillBeJudged = subject.expected().isEmpty()
                && decision().filter(it -> it != Decision.UNDECIDED).isEmpty();
        return !mayStillBeJudged || quiet > JUDGED.toNanos();
    }

    /** Where nothing is expected, every verdict is right, and so is none: then no policy is about the image. */
    boolean isAsExpected() {
        return isAnnotated() && subject.expected().map(this::meets).orElseGet(this::isConsistent);
    }

    private boolean meets(Expectation expectation) {
        Optional<String> notScanned =
                Optional.ofNullable(qualities.get(WANTED.get(0))).flatMap(QualityView::notScanned);
        return decision().equals(Optional.of(expectation.verdict()))
                && notScanned.equals(expectation.notScanned())
                && isDenied() == (expectation.verdict() == Decision.DENY);
    }

    private boolean isConsistent() {
        return verdict.isEmpty()
                || decision().filter(it -> it != Decision.DENY || isDenied()).isPresent();
    }

    private Optional<Decision> decision() {
        return verdict.flatMap(VerdictView::decision);
    }

    /** By annotation key, sorted. */
    Map<String, QualityView> qualities() {
        return Collections.unmodifiableMap(qualities);
    }

    Optional<VerdictView> verdict() {
        return verdict;
    }

    /** What it lacks to have ended, for people. */
    String whatIsMissing() {
        List<String> missing = new ArrayList<>(WANTED);
        missing.removeAll(annotations.keySet());
        if (verdict.isEmpty()) {
            missing.add(VerdictView.KEY);
        }
        return missing.isEmpty() ? "nothing" : String.join(", ", missing);
    }
}
