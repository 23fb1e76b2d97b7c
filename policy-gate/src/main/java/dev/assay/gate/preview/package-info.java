/** What policies that are not in force would make of a cluster. Reads it once, and writes nothing. */
@NullMarked
package dev.assay.gate.preview;

import org.jspecify.annotations.NullMarked;
