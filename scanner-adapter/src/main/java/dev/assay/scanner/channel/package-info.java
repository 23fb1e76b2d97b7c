/** What joins the parts of this service: channels in memory where all run in one process, topics where they don't. */
@NullMarked
package dev.assay.scanner.channel;

import org.jspecify.annotations.NullMarked;
