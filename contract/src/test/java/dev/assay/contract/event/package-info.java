@NullMarked
package dev.assay.contract.event;

import org.jspecify.annotations.NullMarked;
