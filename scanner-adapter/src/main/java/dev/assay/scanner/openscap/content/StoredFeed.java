package dev.assay.scanner.openscap.content;

import java.nio.file.Path;

/**
 * A feed that was taken in.
 *
 * @param release {@code <ID>-<VERSION_ID>} of the images that it is for
 */
public record StoredFeed(String release, Path file, FeedRecord feed) {}
