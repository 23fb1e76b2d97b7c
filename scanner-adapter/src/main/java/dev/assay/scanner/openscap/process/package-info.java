/** Running {@code oscap} so that nothing in an image can make it hang, grow, flood, or reach the machine. */
@NullMarked
package dev.assay.scanner.openscap.process;

import org.jspecify.annotations.NullMarked;
