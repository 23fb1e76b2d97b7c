/** The clock that everything here asks, so that tests can set it. */
@NullMarked
package dev.assay.scanner.time;

import org.jspecify.annotations.NullMarked;
