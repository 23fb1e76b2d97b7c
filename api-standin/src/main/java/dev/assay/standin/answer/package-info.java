/**
 * How a request that is refused is answered: every failure of the API is a Status body with code, reason, message and details.
 */
@NullMarked
package dev.assay.standin.answer;

import org.jspecify.annotations.NullMarked;
