/** Does what the planner asks for: pulls an image, has a scanner look at it, keeps what came of it, and then says so. */
@NullMarked
package dev.assay.scanner.worker;

import org.jspecify.annotations.NullMarked;
