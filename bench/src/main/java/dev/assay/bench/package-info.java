/** Measurements that docs/performance.md quotes: Assay and what somebody would run instead, in turn, in one run. */
@NullMarked
package dev.assay.bench;

import org.jspecify.annotations.NullMarked;
