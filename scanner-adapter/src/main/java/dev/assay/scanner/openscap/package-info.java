/** OpenSCAP as a scanner: from a pulled image to what the advisories and rules say about it, on the real {@code oscap}. */
@NullMarked
package dev.assay.scanner.openscap;

import org.jspecify.annotations.NullMarked;
