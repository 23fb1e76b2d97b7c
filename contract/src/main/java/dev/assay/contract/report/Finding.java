package dev.assay.contract.report;

import java.net.URI;
import java.util.Optional;

/**
 * One thing that is wrong with an image: an advisory that applies, or a rule that fails.
 *
 * @param id the advisory's or rule's own name, for instance {@code CVE-2030-0001}
 * @param packageName absent for rules that are not about a package
 * @param installed the version in the image
 * @param fixed the first version without it; absent when there is none, or the source does not say
 */
public record Finding(
        String id,
        String title,
        Severity severity,
        Optional<String> packageName,
        Optional<String> installed,
        Optional<String> fixed,
        Optional<URI> link) {}
