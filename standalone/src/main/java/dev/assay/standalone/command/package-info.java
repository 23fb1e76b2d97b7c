/** The command line, {@code ./assay}: what one wants to know without a service that runs. */
@NullMarked
package dev.assay.standalone.command;

import org.jspecify.annotations.NullMarked;
