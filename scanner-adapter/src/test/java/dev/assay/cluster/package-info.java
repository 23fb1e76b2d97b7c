/** What tests need to make of the cluster module by hand. */
@NullMarked
package dev.assay.cluster;

import org.jspecify.annotations.NullMarked;
