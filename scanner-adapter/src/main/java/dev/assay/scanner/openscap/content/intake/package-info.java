/**
 * Takes content in: from its publishers over HTTP, and from a folder where there is no way out. What is taken in was read to
 * its end as scans read it, and replaces its predecessor as a whole or not at all.
 */
@NullMarked
package dev.assay.scanner.openscap.content.intake;

import org.jspecify.annotations.NullMarked;
