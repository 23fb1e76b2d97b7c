/**
 * The objects, one global counter of resource versions, and the history that watches and consistent pages are served from.
 * Touched by one thread only, the server's event loop.
 */
@NullMarked
package dev.assay.standin.store;

import org.jspecify.annotations.NullMarked;
