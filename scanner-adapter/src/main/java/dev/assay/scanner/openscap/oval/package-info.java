/** OVAL feeds: indexed once, cut down to what can apply to an image, guarded by canaries, and read back as findings. */
@NullMarked
package dev.assay.scanner.openscap.oval;

import org.jspecify.annotations.NullMarked;
