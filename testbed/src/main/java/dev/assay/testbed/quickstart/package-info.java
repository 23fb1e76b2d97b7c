/** The quick start: everything from a push to a verdict on one machine, told step by step. */
@NullMarked
package dev.assay.testbed.quickstart;

import org.jspecify.annotations.NullMarked;
