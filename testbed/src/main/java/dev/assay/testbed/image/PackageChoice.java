package dev.assay.testbed.image;

import dev.assay.testbed.debian.DebianVersion;
import dev.assay.testbed.debian.PackageOffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A package of which two versions can be had, so that it can be shown with and without a security update.
 *
 * @param outdated before the version of the security suite
 * @param fixed what the security suite has
 * @param newest at least {@code fixed}: what somebody would have who updates today
 */
record PackageChoice(String name, DebianVersion outdated, DebianVersion fixed, DebianVersion newest) {
    /** One for each version before the security suite's, the newest of them first; none when there is no such. */
    static List<PackageChoice> of(String name, List<PackageOffer> offers, String securitySuite) {
        Optional<DebianVersion> fixed = versions(name, offers)
                .filter(it -> it.suite().equals(securitySuite))
                .map(PackageOffer::version)
                .max(Comparator.naturalOrder());
        if (fixed.isEmpty()) {
            return List.of();
        }
        DebianVersion newest = versions(name, offers)
                .map(PackageOffer::version)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return versions(name, offers)
                .map(PackageOffer::version)
                .filter(it -> it.isBefore(fixed.get()))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(it -> new PackageChoice(name, it, fixed.get(), newest))
                .toList();
    }

    private static Stream<PackageOffer> versions(String name, List<PackageOffer> offers) {
        return offers.stream().filter(it -> it.name().equals(name));
    }
}
