/** Image objects as a user of the cluster sees them; the only place here that knows the Kubernetes client. */
@NullMarked
package dev.assay.testbed.cluster;

import org.jspecify.annotations.NullMarked;
