/**
 * Which resources there are. Built-in ones and those of custom resource definitions are described in the same form, so that
 * nothing behind this package has to tell one from the other.
 */
@NullMarked
package dev.assay.standin.type;

import org.jspecify.annotations.NullMarked;
