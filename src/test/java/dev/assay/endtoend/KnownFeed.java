package dev.assay.endtoend;

import dev.assay.testbed.debian.DebianSystem;
import dev.assay.testbed.debian.DebianVersion;
import dev.assay.testbed.feed.SecuritySuiteFeed;
import dev.assay.testbed.feed.SecurityUpdate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A feed in which {@code libshop} before a version is vulnerable, among many packages that no image has. */
final class KnownFeed {
    static final String FIXED = "2.0-1";
    static final String VULNERABILITY = "CVE-2030-0001";

    private final String fixed;

    /** @param fixed the first version of {@code libshop} that is not vulnerable */
    KnownFeed(String fixed) {
        this.fixed = fixed;
    }

    /** @return the file */
    Path write(Path directory) throws IOException {
        List<SecurityUpdate> updates = new ArrayList<>();
        updates.add(new SecurityUpdate("libshop", "shop", new DebianVersion(fixed), List.of(VULNERABILITY)));
        for (int i = 0; i < 500; i++) {
            updates.add(new SecurityUpdate("absent" + i, "absent", new DebianVersion("1:3." + i), List.of()));
        }
        return new SecuritySuiteFeed(new DebianSystem("debian", "12", "bookworm"), Clock.systemUTC())
                .write(updates, directory);
    }
}
