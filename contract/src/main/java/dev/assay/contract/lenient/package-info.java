/**
 * Makes sense of text that was meant to be JSON, and says what it had to repair. It knows nothing of annotations: only how
 * shells, Go, Ruby and people get quotes, numbers and times wrong. Bounded in size, depth and time whatever it is given.
 */
@NullMarked
package dev.assay.contract.lenient;

import org.jspecify.annotations.NullMarked;
