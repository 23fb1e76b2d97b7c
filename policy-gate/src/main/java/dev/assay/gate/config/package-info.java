/** What an operator can set, in one place, because directory, watch and loop share the prefix. */
@NullMarked
package dev.assay.gate.config;

import org.jspecify.annotations.NullMarked;
