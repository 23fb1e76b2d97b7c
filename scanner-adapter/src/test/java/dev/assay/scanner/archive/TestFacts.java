package dev.assay.scanner.archive;

import java.net.URI;
import java.nio.file.Path;

/** Facts beside the reports of an archive in a folder of the test. */
public final class TestFacts {
    private TestFacts() {}

    /** As a process opens them when it starts. */
    public static ImageFacts in(Path archive) {
        return in(archive, 1 << 20);
    }

    static ImageFacts in(Path archive, long largest) {
        return new DirectoryArchive(archive, 1 << 20, new ReportAddress(URI.create("http://reports.example.test")))
                .facts(largest);
    }
}
