/** Text that others chose, made fit to be shown: every message of the contract that quotes something quotes it this way. */
@NullMarked
package dev.assay.contract.text;

import org.jspecify.annotations.NullMarked;
