/** XCCDF data streams: their profiles and rules, and what {@code oscap} says an image fails. */
@NullMarked
package dev.assay.scanner.openscap.xccdf;

import org.jspecify.annotations.NullMarked;
