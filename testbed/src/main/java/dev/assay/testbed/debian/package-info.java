/** Real Debian packages, read with the distribution's own tools: apt for the lists and downloads, dpkg for the rest. */
@NullMarked
package dev.assay.testbed.debian;

import org.jspecify.annotations.NullMarked;
