/** The scanner adapter as a whole: its settings. Nothing below it knows this package. */
@NullMarked
package dev.assay.scanner;

import org.jspecify.annotations.NullMarked;
