/** Stand-ins of the parts that stand beside the one under test, and samples. */
@NullMarked
package dev.assay.scanner.testing;

import org.jspecify.annotations.NullMarked;
