package dev.assay.gate.reconcile;

import static dev.assay.gate.SampleImages.DENY;
import static dev.assay.gate.SampleImages.DIGEST;
import static dev.assay.gate.SampleImages.OPENSCAP;
import static dev.assay.gate.SampleImages.VERDICT;
import static dev.assay.gate.SampleImages.critical;
import static dev.assay.gate.SampleImages.digest;
import static dev.assay.gate.SampleImages.finding;
import static dev.assay.gate.SampleImages.image;
import static dev.assay.gate.SampleImages.reference;
import static dev.assay.gate.SampleImages.report;
import static dev.assay.gate.SamplePolicies.NO_CRITICAL;
import static dev.assay.gate.SamplePolicies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.ImageNote;
import dev.assay.cluster.ImageObject;
import dev.assay.cluster.PatchOutcome;
import dev.assay.contract.report.Severity;
import dev.assay.contract.verdict.Decision;
import dev.assay.contract.verdict.Verdict;
import dev.assay.gate.MovingClock;
import dev.assay.gate.admission.NamespacePasses;
import dev.assay.gate.policy.Policy;
import dev.assay.gate.policy.PolicyCounts;
import dev.assay.gate.policy.RepositoryPatterns;
import dev.assay.gate.policy.Waiver;
import dev.assay.gate.policy.WaiverUse;
import dev.assay.gate.quality.AnnotationReading;
import dev.assay.gate.report.ReportSource;
import dev.assay.gate.report.ReportUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final String KEY = OPENSCAP.annotationKey();
    private static final Policy STRICT = policy("strict", NO_CRITICAL);

    private final FakeCluster cluster = new FakeCluster();
    private final FakePolicies policies = new FakePolicies();
    private final MovingClock clock = new MovingClock();
    private final GateCounters counters = new GateCounters();
    private final PolicyTally tally = new PolicyTally();
    private final NamespacePasses passes = new NamespacePasses();
    private final FakeWaivers waivers = new FakeWaivers();
    private final List<ImageNote> notes = new ArrayList<>();
    private final List<Verdict> news = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();
    private final Deque<Runnable> appointments = new ArrayDeque<>();
    private boolean leads = true;
    private DenialCap cap = new DenialCap(0);
    private ReportSource reports = (digest, key) -> Optional.empty();
    private Rounds rounds = start();

    @BeforeEach
    void putAnImage() {
        cluster.put(image(Map.of(KEY, critical(1))));
    }

    @Test
    void shouldWriteNothingBeforeThePoliciesAreKnown() throws InterruptedException {
        run();
        assertThat(cluster.patches).isEmpty();
    }

    @Test
    void shouldJudgeEveryImageWhenThePoliciesChange() throws InterruptedException {
        // When
        policies.set(STRICT);
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true").containsKey(VERDICT);
        assertThat(news).extracting(Verdict::decision).containsExactly(Decision.DENY);

        // When
        policies.set(policy("strict", NO_CRITICAL.replace("== 0", "< 9")));
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).doesNotContainKey(DENY);
        assertThat(news).extracting(Verdict::decision).containsExactly(Decision.DENY, Decision.ALLOW);
    }

    @Test
    void shouldNotAnswerItsOwnPatch() throws InterruptedException {
        // When
        policies.set(STRICT);
        run();
        long judgements = counters.judgements();
        rounds.everything();
        run();

        // Then
        assertThat(cluster.patches).hasSize(1);
        assertThat(news).hasSize(1);
        assertThat(counters.judgements()).isEqualTo(judgements + 1);
    }

    @Test
    void shouldJudgeAnewWhenTheResultChanges() throws InterruptedException {
        // Given
        policies.set(STRICT);
        run();

        // When
        cluster.annotate(DIGEST, KEY, Optional.of(critical(0)));
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).doesNotContainKey(DENY);
    }

    @Test
    void shouldPutItsDenyBackUntilThePolicyPasses() throws InterruptedException {
        // Given
        policies.set(STRICT);
        run();

        // When
        cluster.annotate(DIGEST, DENY, Optional.empty());
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true");
        assertThat(news).hasSize(1);
        assertThat(notes)
                .singleElement()
                .satisfies(it -> assertThat(it.image().digest()).isEqualTo(DIGEST))
                .satisfies(it -> assertThat(it.reason()).isEqualTo("DenialPutBack"))
                .satisfies(it -> assertThat(it.at()).isEqualTo(clock.instant()));

        // When: another policy lets it run, and then denies it again
        policies.set(policy("strict", NO_CRITICAL.replace("== 0", "< 9")));
        run();
        policies.set(STRICT);
        run();

        // Then: that is nobody's doing
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true");
        assertThat(notes).hasSize(1);
    }

    @Test
    void shouldGoOnAfterARestartWhereItWas() throws InterruptedException {
        // Given
        policies.set(STRICT);
        run();
        String verdict = cluster.annotations(DIGEST).get(VERDICT);

        // When: another process, some time later
        clock.forward(Duration.ofHours(1));
        rounds = start();
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).containsEntry(VERDICT, verdict);
        assertThat(cluster.patches).hasSize(1);

        // When
        cluster.annotate(DIGEST, KEY, Optional.of(critical(0)));
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).doesNotContainKey(DENY);
    }

    @Test
    void shouldNotSetFreeWhenTheResultIsTakenAway() throws InterruptedException {
        // Given
        policies.set(STRICT);
        run();

        // When
        cluster.annotate(DIGEST, KEY, Optional.empty());
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true");
        assertThat(cluster.annotations(DIGEST).get(VERDICT)).contains("denied before", "never scanned");
    }

    @Test
    void shouldReadAgainOnConflict() throws InterruptedException {
        // Given: the inventory still has a version with another result
        cluster.stale.put(DIGEST, image(Map.of(KEY, critical(0))));
        cluster.annotate(DIGEST, KEY, Optional.of(critical(3)));

        // When
        policies.set(STRICT);
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true");
        assertThat(counters.conflicts()).isPositive();
        assertThat(counters.patches()).isEqualTo(1);
        assertThat(news).extracting(Verdict::decision).containsExactly(Decision.DENY);
    }

    @Test
    void shouldNotFightForAnImageWithoutEnd() throws InterruptedException {
        // Given
        for (int i = 0; i < 3; i++) {
            cluster.troubles.add(new PatchOutcome.Conflict("busy"));
        }

        // When
        policies.set(STRICT);
        run();

        // Then
        assertThat(cluster.patches).hasSize(3);
        assertThat(delays).hasSize(1);
        later();
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true");
    }

    @Test
    void shouldTryAgainWhenTheServerIsBack() throws InterruptedException {
        // Given
        cluster.troubles.add(new PatchOutcome.Unavailable("503", Optional.empty()));
        cluster.troubles.add(new PatchOutcome.Unavailable("503", Optional.empty()));
        cluster.troubles.add(new PatchOutcome.Unavailable("429", Optional.of(Duration.ofSeconds(40))));

        // When
        policies.set(STRICT);
        run();
        later();
        later();
        later();

        // Then
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true");
        assertThat(delays.get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(delays.get(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(delays.get(2)).isEqualTo(Duration.ofSeconds(40));
        assertThat(appointments).isEmpty();
        assertThat(news).hasSize(1);
    }

    @Test
    void shouldMakeOneAppointmentOnlyForAnImage() throws InterruptedException {
        // Given
        for (int i = 0; i < 5; i++) {
            cluster.troubles.add(new PatchOutcome.Unavailable("503", Optional.empty()));
        }
        policies.set(STRICT);
        run();

        // When
        for (int i = 0; i < 4; i++) {
            cluster.put(image(Map.of(KEY, critical(2))));
            run();
        }

        // Then
        assertThat(appointments).hasSize(1);
    }

    @Test
    void shouldWaitLongAfterARefusal() throws InterruptedException {
        // Given
        cluster.troubles.add(new PatchOutcome.Refused(403, "forbidden"));

        // When
        policies.set(STRICT);
        run();

        // Then
        assertThat(delays)
                .singleElement()
                .satisfies(it -> assertThat(it).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5)));
        assertThat(counters.refusals()).isEqualTo(1);
        assertThat(news).isEmpty();
    }

    @Test
    void shouldDropAnImageThatIsGone() throws InterruptedException {
        // Given
        cluster.troubles.add(new PatchOutcome.NotFound());

        // When
        policies.set(STRICT);
        run();

        // Then
        assertThat(delays).isEmpty();
        assertThat(news).isEmpty();
    }

    @Test
    void shouldNoticeThatAResultGotTooOld() throws InterruptedException {
        // Given: scanned an hour ago
        cluster.annotate(DIGEST, KEY, Optional.of(critical(0)));
        policies.set(policy("strict", "maxAge: 2h\nstale: Deny\n" + NO_CRITICAL));
        run();
        assertThat(news).extracting(Verdict::decision).containsExactly(Decision.ALLOW);

        // When
        clock.forward(Duration.ofMinutes(59));
        rounds.expired();
        run();

        // Then
        assertThat(cluster.patches).hasSize(1);

        // When
        clock.forward(Duration.ofMinutes(1));
        rounds.expired();
        run();

        // Then
        assertThat(news).extracting(Verdict::decision).containsExactly(Decision.ALLOW, Decision.DENY);
    }

    @Test
    void shouldDenyWhenAGracePeriodEnds() throws InterruptedException {
        // Given
        cluster.annotate(DIGEST, KEY, Optional.of(critical(0)));
        policies.set(policy("strict", "gracePeriod: 2h\n" + NO_CRITICAL));
        run();
        cluster.annotate(DIGEST, KEY, Optional.of(critical(1)));
        run();
        assertThat(news).extracting(Verdict::decision).containsExactly(Decision.ALLOW, Decision.WARN);

        // When
        clock.forward(Duration.ofMinutes(119));
        rounds.expired();
        run();

        // Then
        assertThat(news).hasSize(2);

        // When: another process has it in time, too
        rounds = start();
        run();
        clock.forward(Duration.ofMinutes(1));
        rounds.expired();
        run();

        // Then
        assertThat(news).extracting(Verdict::decision).endsWith(Decision.DENY).hasSize(3);
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true");
    }

    @Test
    void shouldCountEachImageOnceForEachPolicy() throws InterruptedException {
        // Given
        cluster.put(new ImageObject(digest(2), Optional.of(reference()), Map.of(KEY, critical(0)), "uid-2", "1"));
        cluster.put(new ImageObject(digest(3), Optional.of(reference()), Map.of(KEY, critical(2)), "uid-3", "1"));
        cluster.put(new ImageObject(digest(4), Optional.of(reference()), Map.of(), "uid-4", "1"));

        // When
        policies.set(
                STRICT,
                policy("mild", NO_CRITICAL.replace("Deny", "Audit").replace("== 0", "< 2")),
                policy("elsewhere", "repositories: [other.example.test/**]\n" + NO_CRITICAL));
        run();

        // Then
        assertThat(tally.counts())
                .isEqualTo(Map.of(
                        "strict", new PolicyCounts(4, 2, 0, 1),
                        "mild", new PolicyCounts(4, 0, 1, 1)));

        // When
        cluster.annotate(digest(3), KEY, Optional.of(critical(0)));
        cluster.delete(DIGEST);
        rounds.everything();
        run();

        // Then
        assertThat(tally.counts())
                .isEqualTo(Map.of(
                        "strict", new PolicyCounts(3, 0, 0, 1),
                        "mild", new PolicyCounts(3, 0, 0, 1)));

        // When
        policies.set(policy("elsewhere", "repositories: [other.example.test/**]\n" + NO_CRITICAL));
        run();

        // Then
        assertThat(tally.counts()).isEmpty();
    }

    @Test
    void shouldLetRunWhatAnExceptionOfThePlatformAcceptsUntilItEnds() throws InterruptedException {
        // Given
        reports = (digest, key) -> Optional.of(report(finding("CVE-2030-0001", Severity.CRITICAL)));
        policies.set(STRICT);
        run();
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true");

        // When
        waivers.set(waiver("platform", "CVE-2030-0001", Duration.ofDays(7)));
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).doesNotContainKey(DENY);
        assertThat(cluster.annotations(DIGEST).get(VERDICT))
                .contains("\"exceptions\":[{\"exception\":\"platform/accept\",\"until\":\"2030-01-17T12:00:00Z\","
                        + "\"findings\":[\"CVE-2030-0001\"]}]");
        assertThat(news)
                .last()
                .satisfies(it -> assertThat(it.decision()).isEqualTo(Decision.ALLOW))
                .satisfies(it -> assertThat(it.exceptions())
                        .extracting(Verdict.ExceptionUse::exception)
                        .containsExactly("platform/accept"));

        // When
        clock.forward(Duration.ofDays(7).minusSeconds(1));
        rounds.expired();
        run();

        // Then
        assertThat(news).hasSize(2);

        // When
        clock.forward(Duration.ofSeconds(1));
        rounds.expired();
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true");
        assertThat(cluster.annotations(DIGEST).get(VERDICT)).doesNotContain("platform/accept");
        assertThat(news).extracting(Verdict::decision).containsExactly(Decision.DENY, Decision.ALLOW, Decision.DENY);
    }

    @Test
    void shouldJudgeNothingBeforeExceptionsAreKnown() throws InterruptedException {
        // Given: what one of them holds open must not be shut meanwhile
        waivers.hide();

        // When
        policies.set(STRICT);
        run();

        // Then
        assertThat(cluster.patches).isEmpty();
    }

    @Test
    void shouldKeepDenyingWhatAnExceptionOfOneNamespaceAcceptsAndLetItPassThere() throws InterruptedException {
        // Given
        reports = (digest, key) -> Optional.of(report(finding("CVE-2030-0001", Severity.CRITICAL)));
        policies.set(STRICT);
        waivers.set(
                waiver("shop", "CVE-2030-0001", Duration.ofDays(7)),
                waiver("bank", "CVE-2030-0002", Duration.ofDays(7)));
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true");
        assertThat(cluster.annotations(DIGEST).get(VERDICT)).doesNotContain("exceptions");
        assertThat(passes("shop")).containsExactly("shop/accept");
        assertThat(passes("bank")).isEmpty();

        // When
        clock.forward(Duration.ofDays(7));
        rounds.expired();
        run();

        // Then
        assertThat(passes("shop")).isEmpty();

        // When: both together are enough
        waivers.set(
                waiver("shop", "CVE-2030-0001", Duration.ofDays(7)),
                waiver("platform", "CVE-2030-0002", Duration.ofDays(7)));
        reports = (digest, key) -> Optional.of(
                report(finding("CVE-2030-0001", Severity.CRITICAL), finding("CVE-2030-0002", Severity.CRITICAL)));
        cluster.annotate(DIGEST, KEY, Optional.of(critical(2)));
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true");
        assertThat(passes("shop")).containsExactly("platform/accept", "shop/accept");

        // When
        cluster.delete(DIGEST);

        // Then
        assertThat(passes("shop")).isEmpty();
    }

    @Test
    void shouldStopAPolicyThatDeniesTooMuchUntilItIsChanged() throws InterruptedException {
        // Given
        cap = new DenialCap(2);
        rounds = start();
        for (int i = 1; i <= 5; i++) {
            cluster.put(new ImageObject(digest(i), Optional.of(reference()), Map.of(KEY, critical(1)), "uid", "1"));
        }

        // When
        policies.set(STRICT);
        run();

        // Then
        assertThat(tally.counts()).isEqualTo(Map.of("strict", new PolicyCounts(5, 2, 3, 0)));
        assertThat(cap.tripped()).containsExactly("strict");
        assertThat(news).extracting(Verdict::decision).containsOnly(Decision.DENY, Decision.WARN);
        assertThat(cluster.annotations(digest(5)).get(VERDICT))
                .contains("would deny, and has denied too much within an hour: critical vulnerabilities");

        // When: an hour later, and after a defect of the feed has gone for one that is denied
        clock.forward(Duration.ofHours(2));
        cluster.annotate(digest(1), KEY, Optional.of(critical(0)));
        rounds.everything();
        run();

        // Then: it does not begin again by itself
        assertThat(tally.counts()).isEqualTo(Map.of("strict", new PolicyCounts(5, 1, 3, 0)));

        // When
        policies.set(policy("strict", NO_CRITICAL.replace("critical vul", "some vul")));
        run();

        // Then: of the same name, another policy
        assertThat(tally.counts()).isEqualTo(Map.of("strict", new PolicyCounts(5, 3, 1, 0)));
    }

    @Test
    void shouldNotCountDeniedImagesTwiceNorThoseThatAreDeniedAlready() throws InterruptedException {
        // Given
        cap = new DenialCap(2);
        rounds = start();
        cluster.put(new ImageObject(digest(2), Optional.of(reference()), Map.of(KEY, critical(1)), "uid", "1"));
        policies.set(STRICT);
        run();

        // When: judged again, by this process and by another one
        rounds.everything();
        run();
        cap = new DenialCap(1);
        rounds = start();
        run();

        // Then
        assertThat(cap.tripped()).isEmpty();
        assertThat(tally.counts()).isEqualTo(Map.of("strict", new PolicyCounts(2, 2, 0, 0)));
    }

    @Test
    void shouldLetADenialMoreWhenAnHourHasPassed() throws InterruptedException {
        // Given
        cap = new DenialCap(1);
        rounds = start();
        policies.set(STRICT);
        run();

        // When
        clock.forward(Duration.ofHours(1));
        cluster.put(new ImageObject(digest(2), Optional.of(reference()), Map.of(KEY, critical(1)), "uid", "1"));
        run();

        // Then
        assertThat(cap.tripped()).isEmpty();
        assertThat(tally.counts()).isEqualTo(Map.of("strict", new PolicyCounts(2, 2, 0, 0)));
    }

    @Test
    void shouldJudgeAndWriteNothingUnlessItLeads() throws InterruptedException {
        // Given
        leads = false;

        // When
        policies.set(STRICT);
        run();

        // Then
        assertThat(cluster.patches).isEmpty();
        assertThat(news).isEmpty();
        assertThat(tally.counts()).isEqualTo(Map.of("strict", new PolicyCounts(1, 1, 0, 0)));

        // When
        leads = true;
        rounds.everything();
        run();

        // Then
        assertThat(cluster.annotations(DIGEST)).containsEntry(DENY, "true");
        assertThat(news).hasSize(1);
    }

    @Test
    void shouldForgetAnImageThatIsDeletedWhileItIsJudged() throws InterruptedException {
        // Given
        reports = (digest, key) -> {
            cluster.delete(digest);
            return Optional.of(report(finding("CVE-2030-0001", Severity.CRITICAL)));
        };
        waivers.set(waiver("shop", "CVE-2030-0001", Duration.ofDays(7)));

        // When
        policies.set(STRICT);
        run();

        // Then
        assertThat(tally.counts()).isEmpty();
        assertThat(passes("shop")).isEmpty();
    }

    @Test
    void shouldForgetImagesThatAreDeleted() throws InterruptedException {
        // Given
        policies.set(STRICT);
        cluster.delete(DIGEST);

        // When
        run();

        // Then
        assertThat(cluster.patches).isEmpty();
    }

    @Test
    void shouldJudgeAgainSoonWhenAReportCouldNotBeHad() throws InterruptedException {
        // Given
        reports = (digest, key) -> {
            throw new ReportUnavailableException("the archive restarts");
        };
        policies.set(policy("named", """
                validationActions: [Deny]
                validations:
                  - expression: quality['vulnerability.openscap'].findings.all(f, f.id != 'CVE-2030-0001')
                    message: the flaw
                """));
        run();
        assertThat(news).extracting(Verdict::decision).containsExactly(Decision.UNDECIDED);

        // When
        reports = (digest, key) -> Optional.of(report(finding("CVE-2030-0001", Severity.CRITICAL)));
        later();

        // Then
        assertThat(news).extracting(Verdict::decision).containsExactly(Decision.UNDECIDED, Decision.DENY);
        assertThat(appointments).isEmpty();
    }

    private boolean note(ImageNote note) {
        notes.add(note);
        return true;
    }

    private List<String> passes(String namespace) {
        return passes.find(DIGEST, namespace, Instant.MIN).stream()
                .flatMap(List::stream)
                .map(WaiverUse::waiver)
                .toList();
    }

    private Waiver waiver(String namespace, String finding, Duration time) {
        return new Waiver(
                namespace,
                "accept",
                Set.of(finding),
                Set.of(),
                RepositoryPatterns.of(List.of()),
                clock.instant().plus(time));
    }

    private Rounds start() {
        PolicyBook book = new PolicyBook(List.of(policies));
        ImageReconciler reconciler = new ImageReconciler(
                cluster,
                cluster,
                book,
                new WaiverBook(waivers, Optional.of("platform")),
                new Judge(new AnnotationReading(), (digest, key) -> reports.find(digest, key), cap),
                new Announcements(news::add, this::note),
                new JudgedImages(tally, passes),
                () -> leads,
                counters,
                clock);
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(7));
        Rounds started = new Rounds(
                cluster, reconciler, new DigestQueue(), backoff, this::appoint, new JudgedImages(tally, passes), clock);
        book.onChange(started::everything);
        waivers.onChange(started::everything);
        cluster.subscribe(started);
        return started;
    }

    private void appoint(Duration delay, Runnable task) {
        delays.add(delay);
        appointments.add(task);
    }

    private void later() throws InterruptedException {
        appointments.remove().run();
        run();
    }

    private void run() throws InterruptedException {
        while (!rounds.isIdle()) {
            rounds.next();
        }
    }
}
