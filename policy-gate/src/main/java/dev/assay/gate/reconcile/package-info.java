/**
 * Keeps what every Image says in line with the policies: judges it on each change, writes one patch where something has
 * changed, and tries again where the API server would not take it.
 */
@NullMarked
package dev.assay.gate.reconcile;

import org.jspecify.annotations.NullMarked;
