/** The gate's view of the archive: the findings behind an annotation. */
@NullMarked
package dev.assay.gate.report;

import org.jspecify.annotations.NullMarked;
