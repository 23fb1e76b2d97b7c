/** What a scanner vendor implements. */
@NullMarked
package dev.assay.scanner.adapter;

import org.jspecify.annotations.NullMarked;
