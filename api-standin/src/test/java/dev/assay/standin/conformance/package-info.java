/**
 * What every API server must do, the stand-in as well as a real one. By default the stand-in is started; the system
 * properties {@code assay.conformance.server} with {@code assay.conformance.token}, or {@code assay.conformance.kubeconfig},
 * name another server. The tests make objects of names of their own, and remove them.
 */
@NullMarked
package dev.assay.standin.conformance;

import org.jspecify.annotations.NullMarked;
