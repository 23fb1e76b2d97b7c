/**
 * JSON trees: reading, the two kinds of patch, and paths into an object. Here because writes, views and rules all need them
 * and none of them should own them.
 */
@NullMarked
package dev.assay.standin.json;

import org.jspecify.annotations.NullMarked;
