/**
 * Images and custom resources as the cluster holds them. A module of its own because intake, annotator and gate all talk
 * to the same API, and the Kubernetes client is to be known in one place only.
 */
@NullMarked
package dev.assay.cluster;

import org.jspecify.annotations.NullMarked;
