package dev.assay.scanner.pull.registry;

import java.net.URI;
import java.util.Optional;

/** What an answer says on where to ask instead (RFC 9110, 15.4). */
final class Redirects {
    private Redirects() {}

    static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /** Empty when the location is none. */
    static Optional<URI> absolute(URI at, String location) {
        try {
            return location.isBlank() ? Optional.empty() : Optional.of(at.resolve(location));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
