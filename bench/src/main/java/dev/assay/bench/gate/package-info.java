/** The policy gate with a hundred thousand images: what it holds of each, what judging them costs, and how fast it answers. */
@NullMarked
package dev.assay.bench.gate;

import org.jspecify.annotations.NullMarked;
