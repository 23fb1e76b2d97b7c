@NullMarked
package dev.assay.contract.annotation;

import org.jspecify.annotations.NullMarked;
