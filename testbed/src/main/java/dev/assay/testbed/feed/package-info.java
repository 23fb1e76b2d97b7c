/** A vulnerability feed made on this machine, because none may be there and no network is needed for apt's own lists. */
@NullMarked
package dev.assay.testbed.feed;

import org.jspecify.annotations.NullMarked;
