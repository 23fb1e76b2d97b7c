/** From an image in a registry to what is wrong with it: Assay, and the usual programs around {@code oscap}. */
@NullMarked
package dev.assay.bench.scan;

import org.jspecify.annotations.NullMarked;
