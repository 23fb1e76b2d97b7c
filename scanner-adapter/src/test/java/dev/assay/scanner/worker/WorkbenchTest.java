package dev.assay.scanner.worker;

import static dev.assay.contract.annotation.QualityType.VULNERABILITY;
import static dev.assay.scanner.testing.Samples.NOON;
import static dev.assay.scanner.testing.Samples.POLICY;
import static dev.assay.scanner.testing.Samples.PROBE;
import static dev.assay.scanner.testing.Samples.PROBE_1;
import static dev.assay.scanner.testing.Samples.PROBE_2;
import static dev.assay.scanner.testing.Samples.completed;
import static dev.assay.scanner.testing.Samples.digest;
import static dev.assay.scanner.testing.Samples.page;
import static dev.assay.scanner.testing.Samples.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.Platform;
import dev.assay.contract.scan.AdapterName;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.adapter.Scanners;
import dev.assay.scanner.archive.Archive;
import dev.assay.scanner.archive.ArchivedScan;
import dev.assay.scanner.archive.ReportAddress;
import dev.assay.scanner.pull.ImageMemory;
import dev.assay.scanner.testing.MemoryArchive;
import dev.assay.scanner.testing.Samples;
import dev.assay.scanner.testing.ScriptedImageSource;
import dev.assay.scanner.testing.ScriptedScanner;
import dev.assay.scanner.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkbenchTest {
    private static final QualityAnnotationKey VULNERABILITY_KEY = Samples.VULNERABILITY;
    private static final ImageDigest IMAGE = digest(1);
    private static final ScanOutcome.Told CLEAN = new ScanOutcome.Told(
            "nothing found",
            Compliance.COMPLIANT,
            List.of(SummaryItem.of("critical", "0", SeverityIndex.HIGHEST)),
            "Debian GNU/Linux 12",
            List.of(),
            7,
            List.of(),
            List.of("a note"));

    private final SettableClock clock = new SettableClock(NOON);
    private final MemoryArchive archive = new MemoryArchive();
    private final ScriptedImageSource images = new ScriptedImageSource();
    private final ScriptedScanner scanner =
            new ScriptedScanner().says((image, wanted) -> Map.of(VULNERABILITY, CLEAN, QualityType.POLICY, CLEAN));
    private final List<ScanFinished> told = new ArrayList<>();
    private CompletableFuture<Void> hearing = CompletableFuture.completedFuture(null);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeadlineGuard guard = new DeadlineGuard(1);

    @AfterEach
    void stop() {
        guard.close();
    }

    @Test
    void shouldNotEndBeforeItsResultsAreTold() throws InterruptedException {
        // Given
        hearing = new CompletableFuture<>();

        // When
        CompletableFuture<Void> served =
                workbench(Duration.ofMinutes(1)).serve(request()).toCompletableFuture();

        // Then
        assertThat(served).isNotDone();
        hearing.completeExceptionally(new IllegalStateException("nobody listens"));
        assertThat(served).isCompletedExceptionally();
    }

    @Test
    void shouldArchiveAndTellOneResultForEachKey() throws InterruptedException {
        // When
        workbench(Duration.ofMinutes(1)).serve(request());

        // Then
        assertThat(told).extracting(ScanFinished::key).containsExactly(VULNERABILITY_KEY, POLICY);
        assertThat(told).allSatisfy(it -> {
            assertThat(it).isInstanceOf(ScanCompleted.class);
            assertThat(it.scanner()).isEqualTo(PROBE_1);
            assertThat(it.annotation().compliance()).isEqualTo(Compliance.COMPLIANT);
            assertThat(it.annotation().reference()).contains(page(IMAGE, it.key()));
            assertThat(it.annotation().scannerVersion()).contains("1.0");
        });
        ArchivedScan kept = archive.find(IMAGE, POLICY).orElseThrow();
        assertThat(kept.finished()).isEqualTo(told.get(1));
        assertThat(kept.report().orElseThrow().platform()).isEqualTo(Platform.LINUX_AMD64);
        assertThat(kept.report().orElseThrow().examined()).isEqualTo(7);
    }

    @Test
    void shouldLetOneHalfFailAndTheOtherSucceed() throws InterruptedException {
        // Given
        scanner.says((image, wanted) -> Map.of(
                VULNERABILITY,
                CLEAN,
                QualityType.POLICY,
                new ScanOutcome.CouldNotTell(FailureReason.NOT_APPLICABLE, "no profile fits")));

        // When
        workbench(Duration.ofMinutes(1)).serve(request());

        // Then
        assertThat(told.get(0)).isInstanceOf(ScanCompleted.class);
        assertThat(failureOf(POLICY).reason()).isEqualTo(FailureReason.NOT_APPLICABLE);
        assertThat(meters.timer("assay.scans", "adapter", "probe", "outcome", "completed")
                        .count())
                .isOne();
        assertThat(meters.timer("assay.scans", "adapter", "probe", "outcome", "not-applicable")
                        .count())
                .isOne();
    }

    @Test
    void shouldNotTakeSilenceForClean() throws InterruptedException {
        // Given
        scanner.says((image, wanted) -> Map.of(VULNERABILITY, CLEAN));

        // When
        workbench(Duration.ofMinutes(1)).serve(request());

        // Then
        assertThat(failureOf(POLICY).reason()).isEqualTo(FailureReason.SCANNER_ERROR);
        assertThat(archive.find(IMAGE, POLICY).orElseThrow().report()).isEmpty();
    }

    @Test
    void shouldSayWhyAnImageCouldNotBePulledForEachKey() throws InterruptedException {
        // Given
        images.failOn(
                IMAGE, FailureReason.PULL_UNAUTHORIZED, "registry.example.test wants\u001b[31m other\ncredentials");

        // When
        workbench(Duration.ofMinutes(1)).serve(request());

        // Then
        assertThat(scanner.scans()).isZero();
        for (QualityAnnotationKey key : List.of(VULNERABILITY_KEY, POLICY)) {
            assertThat(failureOf(key).reason()).isEqualTo(FailureReason.PULL_UNAUTHORIZED);
            assertThat(failureOf(key).detail()).isEqualTo("registry.example.test wants [31m other credentials");
            assertThat(archive.find(IMAGE, key)).isPresent();
        }
    }

    @Test
    void shouldTakeTheFirstLineOfWhatAScannerThrows() throws InterruptedException {
        // Given
        scanner.says((image, wanted) -> {
            throw new IllegalStateException("oscap is not what it was\nat line 2");
        });

        // When
        workbench(Duration.ofMinutes(1)).serve(request());

        // Then
        assertThat(failureOf(POLICY).reason()).isEqualTo(FailureReason.SCANNER_ERROR);
        assertThat(failureOf(POLICY).detail()).isEqualTo("The scanner broke off: oscap is not what it was");
    }

    @Test
    void shouldSurviveAScannerThatRunsOutOfStack() throws InterruptedException {
        // Given
        scanner.says((image, wanted) -> {
            throw new StackOverflowError();
        });

        // When
        workbench(Duration.ofMinutes(1)).serve(request());

        // Then
        assertThat(failureOf(POLICY).detail()).isEqualTo("The scanner broke off: StackOverflowError");
    }

    @Test
    void shouldEndAScannerThatHangs() throws InterruptedException {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        scanner.says((image, wanted) -> {
            try {
                never.await();
                return Map.of();
            } finally {
                interrupted.countDown();
            }
        });

        // When
        workbench(Duration.ofMillis(1).minus(Examination.GRACE)).serve(request());

        // Then
        assertThat(failureOf(POLICY).reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
        assertThat(failureOf(POLICY).detail()).contains("assay.worker.scan-timeout");
        interrupted.await();
    }

    @Test
    void shouldStartNoMoreScansWhenThoseThatWereGivenUpStillHang() throws InterruptedException {
        // Given
        CountDownLatch stubborn = new CountDownLatch(1);
        scanner.says((image, wanted) -> {
            awaitWithoutEnding(stubborn);
            return Map.of();
        });
        Workbench workbench = workbench(Duration.ofMillis(1).minus(Examination.GRACE));
        workbench.serve(request());
        told.clear();

        // When
        workbench.serve(request());

        // Then
        assertThat(failureOf(POLICY).reason()).isEqualTo(FailureReason.SCANNER_UNAVAILABLE);
        stubborn.countDown();
    }

    @Test
    void shouldBoundTheDetailOfAFailure() throws InterruptedException {
        // Given
        scanner.says((image, wanted) -> Map.of(
                QualityType.POLICY,
                new ScanOutcome.CouldNotTell(FailureReason.SCANNER_ERROR, "\ud83d\ude00".repeat(5_000))));

        // When
        workbench(Duration.ofMinutes(1)).serve(request());

        // Then
        String detail = failureOf(POLICY).detail();
        assertThat(detail.codePointCount(0, detail.length())).isEqualTo(400);
        assertThat(detail).endsWith("\ud83d\ude00…");
    }

    @Test
    void shouldTellNobodyWhatCouldNotBeArchived() {
        // Given
        Archive full = new Archive() {
            @Override
            public void put(ArchivedScan scan) {
                throw new UncheckedIOException(new IOException("no space left on device"));
            }

            @Override
            public Optional<ArchivedScan> find(ImageDigest digest, QualityAnnotationKey key) {
                return Optional.empty();
            }

            @Override
            public Optional<ArchivedScan> failedSince(ScanFinished result) {
                return Optional.empty();
            }
        };

        // When
        assertThatThrownBy(() -> workbench(Duration.ofMinutes(1), full).serve(request()))
                // Then
                .isInstanceOf(UncheckedIOException.class);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldKeepAnEarlierResultWhenALaterScanFails() throws InterruptedException {
        // Given
        workbench(Duration.ofMinutes(1)).serve(request());
        Optional<ArchivedScan> before = archive.find(IMAGE, POLICY);
        told.clear();
        scanner.becomes(PROBE_2);
        images.failOn(IMAGE, FailureReason.IMAGE_NOT_FOUND, "gone");

        // When
        workbench(Duration.ofMinutes(1)).serve(request());

        // Then
        assertThat(archive.find(IMAGE, POLICY)).isEqualTo(before);
        assertThat(told)
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.belongsOnImage()).isFalse());
        assertThat(failureOf(POLICY).reason()).isEqualTo(FailureReason.IMAGE_NOT_FOUND);
        assertThat(failureOf(POLICY).earlierResult()).contains(NOON);
        assertThat(archive.lastScan(IMAGE, POLICY)).map(ArchivedScan::finished).contains(failureOf(POLICY));
    }

    @Test
    void shouldCountTheAttemptsBehindAnEarlierResult() throws InterruptedException {
        // Given
        workbench(Duration.ofMinutes(1)).serve(request());
        told.clear();
        images.failOn(IMAGE, FailureReason.PULL_FAILED, "no route");

        // When
        for (int attempt = 1; attempt <= 2; attempt++) {
            clock.advance(Duration.ofSeconds(1));
            workbench(Duration.ofMinutes(1))
                    .serve(new ScanRequest(IMAGE, reference(IMAGE), PROBE, List.of(POLICY), clock.instant(), attempt));
        }

        // Then
        assertThat(told)
                .extracting(ScanFailed.class::cast)
                .extracting(ScanFailed::attempt)
                .containsExactly(1, 2);
        assertThat(archive.lastScan(IMAGE, POLICY)).map(ArchivedScan::finished).contains(told.get(1));
    }

    @Test
    void shouldNotScanAgainForARequestThatFailedBehindAnEarlierResultAndIsDeliveredTwice() throws InterruptedException {
        // Given
        workbench(Duration.ofMinutes(1)).serve(request());
        ScanRequest request = request();
        clock.advance(Duration.ofSeconds(1));
        images.failOn(IMAGE, FailureReason.PULL_FAILED, "no route");
        workbench(Duration.ofMinutes(1)).serve(request);
        told.clear();
        images.failOn(IMAGE, FailureReason.IMAGE_NOT_FOUND, "looked at again");

        // When
        workbench(Duration.ofMinutes(1)).serve(request);

        // Then
        assertThat(told).hasSize(2);
        assertThat(failureOf(POLICY).reason()).isEqualTo(FailureReason.PULL_FAILED);
    }

    @Test
    void shouldReplaceAFailureByALaterFailure() throws InterruptedException {
        // Given
        images.failOn(IMAGE, FailureReason.PULL_FAILED, "no route");
        workbench(Duration.ofMinutes(1)).serve(request());
        images.failOn(IMAGE, FailureReason.IMAGE_NOT_FOUND, "gone");

        // When
        workbench(Duration.ofMinutes(1)).serve(request());

        // Then
        assertThat(archive.find(IMAGE, POLICY)
                        .orElseThrow()
                        .finished()
                        .annotation()
                        .failure())
                .contains(FailureReason.IMAGE_NOT_FOUND);
    }

    @Test
    void shouldNotScanForARequestThatIsDeliveredTwice() throws InterruptedException {
        // Given
        ScanRequest request = request();
        clock.advance(Duration.ofSeconds(1));
        workbench(Duration.ofMinutes(1)).serve(request);

        // When
        workbench(Duration.ofMinutes(1)).serve(request);

        // Then
        assertThat(scanner.scans()).isEqualTo(1);
        assertThat(told).hasSize(4);
    }

    @Test
    void shouldScanAgainWhenTheContentChangedBetweenTwoDeliveries() throws InterruptedException {
        // Given
        ScanRequest request = request();
        clock.advance(Duration.ofSeconds(1));
        archive.put(completed(IMAGE, POLICY, PROBE_2, clock.instant()));

        // When
        workbench(Duration.ofMinutes(1)).serve(request);

        // Then
        assertThat(scanner.scans()).isEqualTo(1);
        assertThat(archive.find(IMAGE, POLICY).orElseThrow().finished().scanner())
                .isEqualTo(PROBE_1);
    }

    @Test
    void shouldLeaveRequestsForOtherAdaptersAlone() throws InterruptedException {
        // Given
        ScanRequest foreign = new ScanRequest(IMAGE, reference(IMAGE), new AdapterName("other"), List.of(POLICY), NOON);

        // When
        workbench(Duration.ofMinutes(1)).serve(foreign);

        // Then
        assertThat(told).isEmpty();
    }

    @Test
    void shouldKnowNothingOfAnImageWhenTheProcessEndsMeanwhile() {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        scanner.says((image, wanted) -> {
            never.await();
            return Map.of();
        });
        Thread.currentThread().interrupt();

        // When
        assertThatThrownBy(() -> workbench(Duration.ofMinutes(1)).serve(request()))
                // Then
                .isInstanceOf(InterruptedException.class);
        assertThat(told).isEmpty();
        assertThat(archive.find(IMAGE, POLICY)).isEmpty();
    }

    private Workbench workbench(Duration limit) {
        return workbench(limit, archive);
    }

    private Workbench workbench(Duration limit, Archive kept) {
        return new Workbench(
                new Scanners(List.of(scanner)),
                new Examination(
                        new KeptImages(images, digest -> ImageMemory.NONE), guard, Platform.LINUX_AMD64, limit, clock),
                kept,
                new ReportAddress(URI.create("http://localhost:8080")),
                result -> {
                    told.add(result);
                    return hearing;
                },
                new ScanMeters(meters),
                clock);
    }

    private ScanRequest request() {
        return new ScanRequest(IMAGE, reference(IMAGE), PROBE, List.of(VULNERABILITY_KEY, POLICY), clock.instant());
    }

    @Test
    void shouldSayWhichAttemptFailed() throws InterruptedException {
        // Given
        scanner.says((image, wanted) -> Map.of());

        // When
        workbench(Duration.ofMinutes(1))
                .serve(new ScanRequest(IMAGE, reference(IMAGE), PROBE, List.of(POLICY), clock.instant(), 4));

        // Then
        assertThat(failureOf(POLICY).attempt()).isEqualTo(4);
    }

    private ScanFailed failureOf(QualityAnnotationKey key) {
        return told.stream()
                .filter(it -> it.key().equals(key))
                .map(ScanFailed.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void awaitWithoutEnding(CountDownLatch latch) {
        boolean released = false;
        while (!released) {
            try {
                latch.await();
                released = true;
            } catch (InterruptedException e) {
                // This is the scanner that does not listen.
            }
        }
    }
}
