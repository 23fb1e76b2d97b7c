package dev.assay.scanner.archive;

import java.net.URI;

/** Lets only addresses of web pages become links: a report's content is as trustworthy as the image it is about. */
final class SafeLink {
    private SafeLink() {}

    /** The address, or empty for {@code javascript:}, {@code data:} and whatever else isn't http or https. */
    static String of(URI link) {
        boolean web = "https".equalsIgnoreCase(link.getScheme()) || "http".equalsIgnoreCase(link.getScheme());
        return web && link.getHost() != null ? link.toString() : "";
    }
}
