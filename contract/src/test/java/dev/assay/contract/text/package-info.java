@NullMarked
package dev.assay.contract.text;

import org.jspecify.annotations.NullMarked;
