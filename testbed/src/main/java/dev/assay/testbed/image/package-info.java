/** Container images made of Debian packages, and where the user's own images are. */
@NullMarked
package dev.assay.testbed.image;

import org.jspecify.annotations.NullMarked;
