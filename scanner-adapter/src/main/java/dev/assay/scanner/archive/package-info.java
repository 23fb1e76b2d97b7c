/** Where reports stay: a directory, and the pages that annotations refer to. */
@NullMarked
package dev.assay.scanner.archive;

import org.jspecify.annotations.NullMarked;
