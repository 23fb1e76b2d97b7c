/**
 * From scan results to annotations on Images: which of them change what is there, one patch per Image for all of them, and
 * patience with an API server that is away. A message is acknowledged after its effect.
 */
@NullMarked
package dev.assay.annotator;

import org.jspecify.annotations.NullMarked;
