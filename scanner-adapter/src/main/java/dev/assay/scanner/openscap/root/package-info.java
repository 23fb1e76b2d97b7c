/** The folder that {@code oscap} looks at: the files of an image that it needs, and what it silently fails without. */
@NullMarked
package dev.assay.scanner.openscap.root;

import org.jspecify.annotations.NullMarked;
