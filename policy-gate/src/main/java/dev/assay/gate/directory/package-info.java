/** Policies from a folder of YAML files, for clusters without the custom resource and for the quick start. */
@NullMarked
package dev.assay.gate.directory;

import org.jspecify.annotations.NullMarked;
