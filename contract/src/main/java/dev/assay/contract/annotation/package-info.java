/**
 * The quality annotation of the OpenShift documentation ("Container image security: annotating image objects"): its
 * keys, its JSON, written strictly and read leniently. Nothing outside of this package knows a key or a field name.
 */
@NullMarked
package dev.assay.contract.annotation;

import org.jspecify.annotations.NullMarked;
