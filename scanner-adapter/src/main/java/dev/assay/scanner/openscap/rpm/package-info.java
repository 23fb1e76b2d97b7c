/** RPM's package database as images carry it: checked before anybody opens it, and compared as rpm compares. */
@NullMarked
package dev.assay.scanner.openscap.rpm;

import org.jspecify.annotations.NullMarked;
