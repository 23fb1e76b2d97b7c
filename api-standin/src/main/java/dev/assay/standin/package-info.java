/**
 * A stand-in for the Kubernetes and OpenShift API server, for tests and for the quick start. It speaks real HTTP on the
 * loopback address and is strict where a client could get it wrong: paged lists with consistent snapshots, resource
 * versions and their conflicts, patches, watches that expire, metadata-only and table answers, validation, tokens.
 *
 * <p>It is not an API server. It keeps everything in memory and forgets it at the end; it runs no Pod, no controller, no
 * admission webhook and no garbage collector; there is one user, who may do everything. It has no server-side apply, no
 * protobuf, no CEL rules of custom resource definitions and no conversion between their versions. It serves Images,
 * Pods, Namespaces, Events, Leases, custom resource definitions and what these define, and nothing else. The events of
 * the core group and those of {@code events.k8s.io} are apart, and deletions have no grace period.
 */
@NullMarked
package dev.assay.standin;

import org.jspecify.annotations.NullMarked;
