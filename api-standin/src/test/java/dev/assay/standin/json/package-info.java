/** Patches and paths by themselves. */
@NullMarked
package dev.assay.standin.json;

import org.jspecify.annotations.NullMarked;
