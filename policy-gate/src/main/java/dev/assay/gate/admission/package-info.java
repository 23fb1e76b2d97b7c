/**
 * What makes a denial bite: a validating admission webhook (admission.k8s.io/v1) that answers from memory alone. Decisions are
 * made elsewhere and stand on the Images; here they are applied to what is about to run.
 */
@NullMarked
package dev.assay.gate.admission;

import org.jspecify.annotations.NullMarked;
