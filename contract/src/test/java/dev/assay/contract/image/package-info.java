@NullMarked
package dev.assay.contract.image;

import org.jspecify.annotations.NullMarked;
