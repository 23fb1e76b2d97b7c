/** The CloudEvents that cross process borders, and the codec that alone knows their attributes and their JSON. */
@NullMarked
package dev.assay.contract.event;

import org.jspecify.annotations.NullMarked;
