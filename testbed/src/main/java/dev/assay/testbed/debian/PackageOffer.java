package dev.assay.testbed.debian;

import dev.assay.testbed.process.Command;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A version of a binary package that apt can download.
 *
 * @param suite {@code bookworm}, {@code bookworm-security}
 */
public record PackageOffer(String name, DebianVersion version, String suite) {
    /** All that apt's lists have of {@code names}; none of a name that they don't know. */
    public static List<PackageOffer> of(Collection<String> names) {
        List<String> words = new ArrayList<>(List.of("apt-cache", "madison", "--"));
        words.addAll(names);
        return parse(Command.of(words).text());
    }

    static List<PackageOffer> parse(String madison) {
        return madison.lines().flatMap(line -> parseLine(line).stream()).toList();
    }

    /** {@code openssl | 3.0.20-1~deb12u2 | <address> bookworm/main amd64 Packages}. */
    private static Optional<PackageOffer> parseLine(String line) {
        List<String> columns =
                Stream.of(line.split("\\|", -1)).map(String::strip).toList();
        if (columns.size() != 3 || !columns.get(2).endsWith(" Packages")) {
            return Optional.empty();
        }
        String[] place = columns.get(2).split(" ", -1);
        if (place.length < 3) {
            return Optional.empty();
        }
        String suite = place[1].split("/", 2)[0];
        return Optional.of(new PackageOffer(columns.get(0), new DebianVersion(columns.get(1)), suite));
    }
}
