package dev.assay.gate.policy;

import dev.assay.contract.image.ImageReference;
import dev.assay.contract.report.Finding;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Findings that somebody has accepted for a while: an {@code ImageQualityException} that could be read.
 *
 * @param namespace where it is, and where it holds
 * @param findings their ids, in upper case
 * @param packages those in which they are accepted; in any when empty
 * @param repositories of the images
 * @param until it holds before that time
 */
public record Waiver(
        String namespace,
        String name,
        Set<String> findings,
        Set<String> packages,
        RepositoryPatterns repositories,
        Instant until) {
    public Waiver {
        findings = Set.copyOf(findings);
        packages = Set.copyOf(packages);
    }

    /** For people: {@code <namespace>/<name>}. */
    public String title() {
        return namespace + "/" + name;
    }

    /** Of an image that does not say where it comes from, only one that is about every image. */
    boolean isAbout(Optional<ImageReference> image) {
        return image.map(repositories::match).orElse(repositories.matchEverything());
    }

    boolean covers(Finding finding) {
        return findings.contains(finding.id().toUpperCase(Locale.ROOT))
                && (packages.isEmpty()
                        || finding.packageName().filter(packages::contains).isPresent());
    }
}
