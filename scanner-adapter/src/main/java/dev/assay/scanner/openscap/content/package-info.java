/** The files that images are compared with: where they lie, which one fits, and which version they are. */
@NullMarked
package dev.assay.scanner.openscap.content;

import org.jspecify.annotations.NullMarked;
