/**
 * What an Image's annotations say, per quality type and provider, with every way of not knowing kept apart. Annotations
 * are statements of whoever may patch Images: everything here expects the worst of them.
 */
@NullMarked
package dev.assay.gate.quality;

import org.jspecify.annotations.NullMarked;
