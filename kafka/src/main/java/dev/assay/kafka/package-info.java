/**
 * The contract's events as Kafka records, and the topics they lie in. A module of its own since all three services speak
 * so, and the one process of standalone does not.
 */
@NullMarked
package dev.assay.kafka;

import org.jspecify.annotations.NullMarked;
