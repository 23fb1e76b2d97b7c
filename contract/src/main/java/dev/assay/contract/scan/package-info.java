/** Asking for a scan, and what came of it. */
@NullMarked
package dev.assay.contract.scan;

import org.jspecify.annotations.NullMarked;
