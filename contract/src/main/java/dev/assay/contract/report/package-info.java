/** What a scanner found, whole. It stays in the archive; the annotation is its summary. */
@NullMarked
package dev.assay.contract.report;

import org.jspecify.annotations.NullMarked;
