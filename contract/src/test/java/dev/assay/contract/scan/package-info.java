/** Tests of what scans are asked for by, and how they end. */
@NullMarked
package dev.assay.contract.scan;

import org.jspecify.annotations.NullMarked;
