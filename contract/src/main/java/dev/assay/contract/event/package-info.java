/** The CloudEvents that cross process borders: their types, their JSON and the schemas of it. */
@NullMarked
package dev.assay.contract.event;

import org.jspecify.annotations.NullMarked;
