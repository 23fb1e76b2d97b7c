package dev.assay.scanner.pull.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One repository in one registry, and where its registry may send those who read it.
 *
 * @param reach how far inside the network redirects and token services may be
 * @param insecure hosts that may be spoken to in plain HTTP
 */
record RegistryPlace(RegistryHost host, String repository, NetworkZone reach, HostPatterns insecure) {

    /** In the place of a question mark in a token service's address while Jib has it. */
    static final String ESCAPED_QUERY = "%3F";

    URI uri(String path) {
        String scheme = insecure.match(host) ? "http" : "https";
        return URI.create(scheme + "://" + host.authority() + "/v2/" + path);
    }

    /** As it is asked: in plain HTTP where that is listed, whatever scheme the address has. */
    URI spoken(URI uri) {
        boolean isInsecure = insecure.match(RegistryHost.parse(uri.getRawAuthority()));
        return isInsecure && uri.getScheme().equalsIgnoreCase("https")
                ? URI.create("http" + uri.toString().substring("https".length()))
                : uri;
    }

    /** The challenge as Jib reads it: with an https address, and what it puts into a query as it has to be there. */
    String forJib(Challenge challenge) {
        if (!challenge.isBearer()) {
            return "Basic";
        }
        String secure = challenge.parameter("realm").orElse("").replaceFirst("(?i)^http://", "https://");
        // Jib adds its parameters to an address as if that had none of its own.
        String withoutQuery = secure.replaceFirst("\\?", ESCAPED_QUERY);
        String service = challenge.parameter("service").orElse("");
        return "Bearer realm=\"" + withoutQuery.replace("\"", "%22") + "\",service=\""
                + URLEncoder.encode(service, StandardCharsets.UTF_8) + "\"";
    }

    /** What is wrong when it says 401 or 403. */
    String withoutAccess() {
        return ": the configured credentials do not suffice, or there are none for " + host + "/" + repository
                + " (assay.registries.docker-config)";
    }

    /** @param location an absolute address that the registry named; empty when it is none that may be asked */
    Optional<URI> permitted(String location) {
        try {
            return Optional.of(URI.create(location)).filter(this::isPermitted);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isPermitted(URI uri) {
        if (uri.getHost() == null || uri.getScheme() == null || uri.getRawUserInfo() != null) {
            return false;
        }
        return uri.getScheme().equalsIgnoreCase("https")
                || (uri.getScheme().equalsIgnoreCase("http")
                        && insecure.match(RegistryHost.parse(uri.getRawAuthority())));
    }
}
