/** Why OpenSCAP could not tell: the one exception that the steps of a scan share. */
@NullMarked
package dev.assay.scanner.openscap.fault;

import org.jspecify.annotations.NullMarked;
