/** Assay itself and the API stand-in as child processes. */
@NullMarked
package dev.assay.testbed.service;

import org.jspecify.annotations.NullMarked;
