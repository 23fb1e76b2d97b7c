/**
 * The gate's own mark on an Image: deny-execution and the verdict beside it, who of the two set what, and which patch is
 * due. Nothing outside of this package knows these keys or the JSON of the verdict.
 */
@NullMarked
package dev.assay.gate.annotation;

import org.jspecify.annotations.NullMarked;
