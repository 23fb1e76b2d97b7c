@NullMarked
package dev.assay.contract.json;

import org.jspecify.annotations.NullMarked;
