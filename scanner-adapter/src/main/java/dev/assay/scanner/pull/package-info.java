/** From a reference to bytes that are known to be the image's, and from hostile layers to a folder that is safe to look at. */
@NullMarked
package dev.assay.scanner.pull;

import org.jspecify.annotations.NullMarked;
