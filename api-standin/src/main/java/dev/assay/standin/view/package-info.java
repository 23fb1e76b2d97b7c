/**
 * What of an object a client gets to see: all of it, its metadata, or a table row, as its Accept header wants it.
 */
@NullMarked
package dev.assay.standin.view;

import org.jspecify.annotations.NullMarked;
