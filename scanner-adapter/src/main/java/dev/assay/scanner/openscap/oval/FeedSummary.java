package dev.assay.scanner.openscap.oval;

import dev.assay.contract.report.Severity;
import dev.assay.scanner.openscap.xml.XmlCursor;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a feed says of itself.
 *
 * @param definitions how many can become findings
 * @param graded how many of those state a severity that is known
 * @param platforms for which systems, in the feed's own words; the first 1000
 */
public record FeedSummary(int definitions, int graded, Set<String> platforms) {
    private static final int MAX_PLATFORMS = 1000;
    private static final int MAX_NAME = 200;

    public FeedSummary {
        platforms = Set.copyOf(platforms);
    }

    /**
     * Reads a feed as scans do, to its end.
     *
     * @param directory for a file of a moment
     * @throws XmlException when scans could not use it
     */
    public static FeedSummary of(Path file, Path directory) throws IOException, XmlException {
        OvalFeed feed;
        try (InputStream in = open(file)) {
            feed = FeedIndexer.index(in, directory);
        }
        long graded = feed.definitions().values().stream()
                .filter(it -> it.isFinding() && it.advisory().severity() != Severity.UNKNOWN)
                .count();
        return new FeedSummary(feed.examined(), (int) graded, platforms(file));
    }

    private static Set<String> platforms(Path file) throws IOException, XmlException {
        Set<String> platforms = new TreeSet<>();
        try (InputStream in = open(file)) {
            XmlCursor cursor = XmlCursor.over(in);
            while (platforms.size() < MAX_PLATFORMS && cursor.nextElement()) {
                if (cursor.isAt(Oval.DEFINITIONS, "platform")) {
                    platforms.add(cursor.text(MAX_NAME));
                }
            }
        }
        return platforms;
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }
}
