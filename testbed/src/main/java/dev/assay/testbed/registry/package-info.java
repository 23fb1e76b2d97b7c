/** The real CNCF distribution registry as a child process. */
@NullMarked
package dev.assay.testbed.registry;

import org.jspecify.annotations.NullMarked;
