package dev.assay.contract.event;

import dev.assay.contract.image.ImageReference;
import java.time.Instant;

/**
 * A hint that an image should be looked at. Losing one costs time, never a result.
 *
 * @param reference with a digest where the sender knew it; a tag alone is resolved by the planner
 * @param source who says so, for logs: a registry's host, or the cluster
 */
public record ImageEvent(Cause cause, ImageReference reference, Instant occurredAt, String source) {
    /** What happened to the image. */
    public enum Cause {
        /** An Image object came into being. */
        APPEARED,
        /** A registry took a push. */
        PUSHED,
        /** Somebody asks for a fresh look, whatever the archive holds. */
        RESCAN_REQUESTED
    }
}
