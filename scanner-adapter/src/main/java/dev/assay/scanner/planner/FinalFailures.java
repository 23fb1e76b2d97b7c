package dev.assay.scanner.planner;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageNote;
import dev.assay.cluster.ImageNotes;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.scan.ScanFailed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells people of scans that are not tried again by themselves: by an Event on the Image, and by a counter. */
final class FinalFailures {
    private static final String FAILURES = "assay.scans.final_failures";
    private static final String DROPPED = "assay.planner.events_dropped";

    private final ImageInventory inventory;
    private final ImageNotes notes;
    private final MeterRegistry meters;

    FinalFailures(ImageInventory inventory, ImageNotes notes, MeterRegistry meters) {
        this.inventory = inventory;
        this.notes = notes;
        this.meters = meters;
    }

    void add(ScanFailed failed) {
        String adapter = failed.scanner().adapter().value();
        meters.counter(FAILURES, "adapter", adapter, "reason", failed.reason().name())
                .increment();
        inventory
                .find(failed.digest())
                .map(image -> new ImageNote(
                        image,
                        failed.key().shortForm(),
                        inCamelCase(failed.reason()),
                        text(failed),
                        failed.finishedAt()))
                .filter(note -> !notes.warn(note))
                .ifPresent(dropped -> meters.counter(DROPPED).increment());
    }

    private static String text(ScanFailed failed) {
        return "Scan for " + failed.key() + " failed for good after " + failed.attempt()
                + (failed.attempt() == 1 ? " attempt: " : " attempts: ") + failed.detail()
                + "." + failed.earlierResult().map(FinalFailures::stays).orElse("")
                + " It is tried again when the image's place, the scanner or its content changes, when the image is"
                + " pushed, or when somebody asks for a rescan.";
    }

    private static String stays(Instant earlierResult) {
        return " The result of " + earlierResult + " stays on the Image, and becomes old.";
    }

    private static String inCamelCase(FailureReason reason) {
        return Arrays.stream(reason.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
