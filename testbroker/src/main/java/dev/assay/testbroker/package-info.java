/**
 * A real Kafka broker in a JVM of its own, for tests and measurements where there is no Docker. One node is broker and
 * controller, on the loopback address; what it is told survives {@code kill -9}, as it would anywhere.
 *
 * <p>A module of its own since a broker's class path, Scala and some forty libraries, is nobody else's: others start the
 * packaged program and never depend on it.
 */
@NullMarked
package dev.assay.testbroker;

import org.jspecify.annotations.NullMarked;
