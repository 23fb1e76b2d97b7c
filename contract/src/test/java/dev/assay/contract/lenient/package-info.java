@NullMarked
package dev.assay.contract.lenient;

import org.jspecify.annotations.NullMarked;
