/** Which operating system an image says it is; untrusted text, and the ground on which content is chosen. */
@NullMarked
package dev.assay.scanner.openscap.os;

import org.jspecify.annotations.NullMarked;
