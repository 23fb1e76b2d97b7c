/** Child processes that cannot outlive or outwait their parent: commands with a deadline, services with a log file. */
@NullMarked
package dev.assay.testbed.process;

import org.jspecify.annotations.NullMarked;
