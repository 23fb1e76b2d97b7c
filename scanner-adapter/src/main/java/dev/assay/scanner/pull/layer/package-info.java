/**
 * From layers to a folder that is safe to look at. What a layer says is first applied to a tree in memory, in which links
 * lead wherever they like without reaching anything; only then are plain files written, by paths of our own.
 */
@NullMarked
package dev.assay.scanner.pull.layer;

import org.jspecify.annotations.NullMarked;
