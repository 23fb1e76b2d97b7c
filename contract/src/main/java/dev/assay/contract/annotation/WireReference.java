package dev.assay.contract.annotation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A link that a person may follow: absolute, http or https, with a host. */
final class WireReference {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private WireReference() {}

    /** @throws UnwritableAnnotationException when it is no such link, or too long to leave room for anything else */
    static String of(URI reference, String path) {
        String text = reference.toASCIIString();
        if (!isLink(reference)) {
            throw new UnwritableAnnotationException(path, "must be an absolute http or https URL");
        }
        if (text.length() > QualityAnnotationCodec.MAX_REFERENCE) {
            throw new UnwritableAnnotationException(
                    path, "is longer than " + QualityAnnotationCodec.MAX_REFERENCE + " characters");
        }
        return text;
    }

    /** Empty for everything that nobody should click. */
    static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text)).filter(WireReference::isLink);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isLink(URI uri) {
        return uri.getScheme() != null
                && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                && uri.getHost() != null;
    }
}
