/** Why a scan has no result: one closed list that events, annotations, metrics and logs share. */
@NullMarked
package dev.assay.contract.failure;

import org.jspecify.annotations.NullMarked;
