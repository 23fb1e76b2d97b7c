package dev.assay.testbed.quickstart;

import dev.assay.testbed.debian.DebianPackages;
import dev.assay.testbed.debian.DebianSystem;
import dev.assay.testbed.feed.SecuritySuite;
import dev.assay.testbed.feed.SecuritySuiteFeed;
import dev.assay.testbed.feed.SecurityUpdate;
import dev.assay.testbed.image.SamplePackages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the images are to be compared with.
 *
 * @param directory with the OVAL file; without one where none could be made
 * @param packages for the sample images; empty when there are none to be made
 */
record Feed(Path directory, Optional<SamplePackages> packages) {
    /** With sample packages. @throws IllegalStateException when this machine lacks what it takes */
    static Feed withSamples(DebianSystem system, Path directory, Path downloads, Progress progress) throws IOException {
        SecuritySuite suite = SecuritySuite.read(system);
        progress.say("downloading packages in two versions each");
        SamplePackages packages = SamplePackages.choose(system, suite, new DebianPackages(downloads));
        write(suite, packages.vulnerabilities(), system, directory, progress);
        return new Feed(directory, Optional.of(packages));
    }

    /** For the user's own images, which need it only if they are of this machine's Debian release. */
    static Feed withoutSamples(Path directory, Progress progress) throws IOException {
        try {
            DebianSystem system = DebianSystem.ofThisMachine();
            write(SecuritySuite.read(system), Map.of(), system, directory, progress);
        } catch (IllegalStateException e) {
            progress.say("there will be no vulnerability scans, for lack of a feed: " + e.getMessage());
        }
        return new Feed(directory, Optional.empty());
    }

    private static void write(
            SecuritySuite suite,
            Map<String, List<String>> vulnerabilities,
            DebianSystem system,
            Path directory,
            Progress progress)
            throws IOException {
        List<SecurityUpdate> updates = suite.updates(vulnerabilities);
        Path file = new SecuritySuiteFeed(system, Clock.systemUTC()).write(updates, directory);
        progress.say("made a feed of the " + updates.size() + " packages in " + system.securitySuite() + ": " + file);
    }
}
