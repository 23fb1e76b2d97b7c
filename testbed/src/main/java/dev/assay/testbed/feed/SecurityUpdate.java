package dev.assay.testbed.feed;

import dev.assay.testbed.debian.DebianVersion;
import java.util.List;

/**
 * A binary package that the security suite has.
 *
 * @param source the source package, which is what the security tracker knows
 * @param fixed the version that the suite has
 * @param vulnerabilities CVE ids that it fixes, as far as they are known
 */
public record SecurityUpdate(String name, String source, DebianVersion fixed, List<String> vulnerabilities) {
    public SecurityUpdate {
        vulnerabilities = List.copyOf(vulnerabilities);
    }
}
