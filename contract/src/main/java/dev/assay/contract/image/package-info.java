/** Which image is meant: digests, references and platforms, as registries and the Image API write them. */
@NullMarked
package dev.assay.contract.image;

import org.jspecify.annotations.NullMarked;
