package dev.assay.scanner.openscap.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program to run.
 *
 * @param environment all that it gets
 * @param keepsOutput whether its output is kept and its errors are thrown away, or the other way round
 * @param marks words that matter in a line of what is kept
 */
record Invocation(
        List<String> command,
        Map<String, String> environment,
        Path directory,
        boolean keepsOutput,
        Set<String> marks) {}
