/** One way to turn the contract's records into JSON and back, for events, archives and pages alike. */
@NullMarked
package dev.assay.contract.json;

import org.jspecify.annotations.NullMarked;
