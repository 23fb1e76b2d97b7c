/**
 * The expressions of policies, in the Common Expression Language. The only place that knows the CEL library: what it
 * offers, its types and its bounds are written down here once.
 */
@NullMarked
package dev.assay.gate.expression;

import org.jspecify.annotations.NullMarked;
