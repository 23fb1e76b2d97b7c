/**
 * Create, update, patch and delete, with everything a real server checks and sets on the way into the store.
 */
@NullMarked
package dev.assay.standin.write;

import org.jspecify.annotations.NullMarked;
