/**
 * Compares what is with what should be, and asks for what is missing. Every Image should carry, for each scanner, what the
 * archive says, and that should not be too old. Events make it look sooner; none of them is needed for it to look at all.
 */
@NullMarked
package dev.assay.scanner.planner;

import org.jspecify.annotations.NullMarked;
