package dev.assay.scanner.worker;

import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.Platform;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.adapter.Scanner;
import dev.assay.scanner.pull.ImagePullException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** One image under one scanner, within a limited time: whatever happens, there is an outcome for each wanted type. */
final class Examination {
    private static final Logger LOG = Logger.getLogger(Examination.class);

    /** How much longer than its own deadline a scanner has for ending in order. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final KeptImages images;
    private final DeadlineGuard guard;
    private final Platform platform;
    private final Duration limit;
    private final Clock clock;

    Examination(KeptImages images, DeadlineGuard guard, Platform platform, Duration limit, Clock clock) {
        this.images = images;
        this.guard = guard;
        this.platform = platform;
        this.limit = limit;
        this.clock = clock;
    }

    /** @throws InterruptedException when this process ends: then nothing is known of the image */
    Examined examine(ScanRequest request, Scanner scanner, Set<QualityType> wanted) throws InterruptedException {
        Instant deadline = clock.instant().plus(limit);
        try {
            return guard.call(() -> look(request, scanner, wanted, deadline), limit.plus(GRACE));
        } catch (TimeoutException e) {
            return failed(
                    FailureReason.DEADLINE_EXCEEDED,
                    "Looking at " + request.reference() + " took longer than " + limit.toSeconds()
                            + " seconds and was ended; assay.worker.scan-timeout allows more");
        } catch (RejectedExecutionException e) {
            return failed(
                    FailureReason.SCANNER_UNAVAILABLE,
                    "Scans that were ended still hang, so that none can be started; restart the worker");
        } catch (ExecutionException e) {
            return explain(e.getCause() == null ? e : e.getCause(), request);
        }
    }

    private Examined look(ScanRequest request, Scanner scanner, Set<QualityType> wanted, Instant deadline)
            throws ImagePullException, InterruptedException {
        KeptImage image = images.pull(request.reference(), platform);
        Map<QualityType, ScanOutcome> outcomes = scanner.scan(image, wanted, deadline);
        if (outcomes.values().stream().anyMatch(ScanOutcome.Told.class::isInstance)) {
            image.keep();
        } else {
            image.doubt();
        }
        return new Examined(image.platform(), outcomes);
    }

    private Examined explain(Throwable cause, ScanRequest request) {
        if (cause instanceof ImagePullException pull) {
            return failed(pull.reason(), String.valueOf(pull.getMessage()));
        }
        if (cause instanceof InterruptedException) {
            return failed(FailureReason.SCANNER_ERROR, "The scanner was interrupted before it could tell");
        }
        LOG.errorf(cause, "scanner threw digest=%s adapter=%s", request.digest(), request.adapter());
        return failed(FailureReason.SCANNER_ERROR, "The scanner broke off: " + firstLine(cause));
    }

    private Examined failed(FailureReason reason, String detail) {
        return new Examined(platform, new ScanOutcome.CouldNotTell(reason, detail));
    }

    private static String firstLine(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
