/** A Kafka broker that can be killed and started again, and what writes to and reads from its topics. */
@NullMarked
package dev.assay.testbed.broker;

import org.jspecify.annotations.NullMarked;
