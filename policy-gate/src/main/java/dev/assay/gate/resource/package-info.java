/**
 * {@code ImageQualityPolicy} as people write it: its fields, the custom resource definition made from them, reading one
 * document, and watching the objects of a cluster. The only place of the gate that knows the Kubernetes client.
 */
@NullMarked
package dev.assay.gate.resource;

import org.jspecify.annotations.NullMarked;
