/** What packages of all package managers have in common. */
@NullMarked
package dev.assay.scanner.openscap.packages;

import org.jspecify.annotations.NullMarked;
