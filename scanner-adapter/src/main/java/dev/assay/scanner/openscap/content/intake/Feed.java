package dev.assay.scanner.openscap.content.intake;

import dev.assay.scanner.openscap.content.FeedStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A feed that is fetched.
 *
 * @param release {@code <ID>-<VERSION_ID>} of the images that it is for
 * @param sha256 of the file as it is fetched
 * @param checksums where a list with that is
 */
record Feed(String release, URI address, Optional<String> sha256, Optional<URI> checksums) {
    private static final String SETTING = "assay.openscap.feeds";
    private static final String DIGEST = "sha256=";
    private static final String LIST = "sha256-list=";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** The whole setting; of a release that is named twice nobody could say which feed counts. */
    static List<Feed> parseAll(List<String> entries) {
        Map<String, String> byRelease = new HashMap<>();
        List<Feed> feeds = new ArrayList<>();
        for (String entry : entries) {
            Feed feed = parse(entry);
            String other = byRelease.put(feed.release(), entry);
            if (other != null) {
                throw new IllegalArgumentException(SETTING + " lists the release " + feed.release() + " twice, as '"
                        + other + "' and as '" + entry + "'; leave one of them");
            }
            feeds.add(feed);
        }
        return feeds;
    }

    /**
     * One entry of the setting: a release that is known, or {@code release=address}, whose fragment may be
     * {@code #sha256=<hexadecimal digits>} or {@code #sha256-list=<address>}, which may be relative.
     *
     * @throws IllegalArgumentException when it is neither; the message names the setting
     */
    static Feed parse(String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            return Publisher.feeds()
                    .filter(it -> it.release().equals(entry))
                    .findFirst()
                    .orElseThrow(() -> wrong(
                            entry,
                            "where its feed is has to be said: " + entry + "=https://…; known are "
                                    + Publisher.known()));
        }
        String release = entry.substring(0, equals);
        if (!FeedStore.isRelease(release)) {
            throw wrong(
                    entry, "'" + release + "' is not of the form <ID>-<VERSION_ID>, after the os-release of images");
        }
        try {
            return at(release, URI.create(entry.substring(equals + 1)));
        } catch (IllegalArgumentException e) {
            throw wrong(entry, String.valueOf(e.getMessage()));
        }
    }

    /** Whether what was fetched as these bytes is what the setting states; empty for bytes that are not known. */
    boolean isPinnedTo(Optional<String> packedSha256) {
        return sha256.isEmpty() || sha256.equals(packedSha256);
    }

    /** The last part of the address. */
    String fileName() {
        String path = address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Feed at(String release, URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.matches("https?") || uri.getHost() == null || uri.getPath().isEmpty()) {
            throw new IllegalArgumentException("it has no http or https address");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("credentials in an address are not sent");
        }
        String fragment = Optional.ofNullable(uri.getRawFragment()).orElse("");
        URI address = URI.create(uri.toString().split("#", 2)[0]);
        if (fragment.startsWith(LIST)) {
            URI list = address.resolve(fragment.substring(LIST.length()));
            return new Feed(release, address, Optional.empty(), Optional.of(list));
        }
        String digest = fragment.isEmpty()
                ? ""
                : fragment.replaceFirst("^" + DIGEST, "").toLowerCase(Locale.ROOT);
        if (!fragment.isEmpty()
                && !(fragment.startsWith(DIGEST) && SHA256.matcher(digest).matches())) {
            throw new IllegalArgumentException(
                    "what stands behind # is neither sha256=<64 hexadecimal digits> nor sha256-list=<address>");
        }
        return new Feed(release, address, Optional.of(digest).filter(it -> !it.isEmpty()), Optional.empty());
    }

    private static IllegalArgumentException wrong(String entry, String why) {
        return new IllegalArgumentException(SETTING + " lists '" + entry.replaceAll("//[^/]*@", "//…@") + "': " + why);
    }
}
