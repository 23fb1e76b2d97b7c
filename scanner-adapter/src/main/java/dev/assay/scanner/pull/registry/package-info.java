/**
 * Reads images from registries over the distribution protocol, and takes nothing on trust: hosts, redirects, sizes and
 * digests are checked before what came is used.
 */
@NullMarked
package dev.assay.scanner.pull.registry;

import org.jspecify.annotations.NullMarked;
