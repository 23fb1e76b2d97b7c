/**
 * The three services in one process, for small clusters and the quick start. There is hardly any code here: what joins
 * them are channels in memory, and the one look from the gate into the archive that otherwise goes over HTTP.
 */
@NullMarked
package dev.assay.standalone;

import org.jspecify.annotations.NullMarked;
