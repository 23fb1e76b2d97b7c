package dev.assay.cluster;

import java.time.Instant;

/**
 * Something that people should know of an Image.
 *
 * @param topic with the reason it tells one note from another: what is noted again under both is counted, not repeated
 * @param reason in CamelCase, for machines
 * @param text what, why, and what to do
 */
public record ImageNote(ImageObject image, String topic, String reason, String text, Instant at) {}
