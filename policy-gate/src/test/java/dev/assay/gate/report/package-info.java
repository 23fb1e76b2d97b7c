@NullMarked
package dev.assay.gate.report;

import org.jspecify.annotations.NullMarked;
