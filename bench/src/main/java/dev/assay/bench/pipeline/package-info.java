/** From a result in a topic to the Image, beside a bare loop of the same patches. */
@NullMarked
package dev.assay.bench.pipeline;

import org.jspecify.annotations.NullMarked;
