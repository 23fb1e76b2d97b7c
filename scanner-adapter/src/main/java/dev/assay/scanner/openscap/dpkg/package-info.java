/** Debian's package database as images carry it: read with suspicion, and written anew for {@code oscap}. */
@NullMarked
package dev.assay.scanner.openscap.dpkg;

import org.jspecify.annotations.NullMarked;
