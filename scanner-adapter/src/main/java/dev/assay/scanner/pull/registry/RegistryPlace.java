package dev.assay.scanner.pull.registry;

import java.net.URI;
import java.util.Optional;

/**
 * One repository in one registry, and where its registry may send those who read it.
 *
 * @param reach how far inside the network redirects and token services may be
 * @param insecure hosts that may be spoken to in plain HTTP
 */
record RegistryPlace(RegistryHost host, String repository, NetworkZone reach, HostPatterns insecure) {

    URI uri(String path) {
        String scheme = insecure.match(host) ? "http" : "https";
        return URI.create(scheme + "://" + host.authority() + "/v2/" + path);
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
