package dev.assay.scanner.pull.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scanner.pull.ImagePullException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of one file of credentials. Sources: containers-auth.json(5) of the containers project; the older form is
 * the same without {@code auths} around it. Credential helpers are programs, and are not run.
 */
final class Credentials {
    static final Credentials NONE = new Credentials(Map.of());

    private static final String TOKEN_USER = "<token>";

    private final Map<String, Credential> byPlace;

    private Credentials(Map<String, Credential> byPlace) {
        this.byPlace = byPlace;
    }

    /** @throws ImagePullException naming the entry that can't be read, and none of its content */
    static Credentials of(JsonNode file) throws ImagePullException {
        JsonNode entries = file.has("auths") ? file.get("auths") : file;
        Map<String, Credential> byPlace = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : entries.properties()) {
            credential(entry.getKey(), entry.getValue())
                    .ifPresent(it -> byPlace.putIfAbsent(place(entry.getKey()), it));
        }
        return new Credentials(byPlace);
    }

    /** The entry for the repository, or for the nearest path above it, or for the host. */
    Optional<Credential> find(RegistryHost host, String repository) {
        String place = host + "/" + repository;
        while (true) {
            Credential found = byPlace.get(place);
            if (found != null) {
                return Optional.of(found);
            }
            int slash = place.lastIndexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            place = place.substring(0, slash);
        }
    }

    /** {@code https://host/v1/} stands for the host, as Docker writes it. */
    private static String place(String key) {
        String place = key.toLowerCase(Locale.ROOT);
        int scheme = place.indexOf("://");
        if (scheme >= 0) {
            place = place.substring(scheme + 3).replaceFirst("/.*", "");
        }
        place = place.replaceFirst("/v[12]/?$", "").replaceFirst("/+$", "");
        int slash = place.indexOf('/');
        String host = slash < 0 ? place : place.substring(0, slash);
        return RegistryHost.parse(host) + (slash < 0 ? "" : place.substring(slash));
    }

    private static Optional<Credential> credential(String key, JsonNode entry) throws ImagePullException {
        Optional<Credential> token = text(entry, "registrytoken")
                .<Credential>map(Credential.RegistryToken::new)
                .or(() -> text(entry, "identitytoken").map(Credential.IdentityToken::new));
        if (token.isPresent()) {
            return token;
        }
        Optional<String> auth = text(entry, "auth");
        if (auth.isPresent()) {
            return Optional.of(decoded(key, auth.get()));
        }
        Optional<String> username = text(entry, "username");
        return username.map(it -> password(it, text(entry, "password").orElse("")));
    }

    private static Credential decoded(String key, String auth) throws ImagePullException {
        try {
            String pair = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                return password(
                        pair.substring(0, colon), pair.substring(colon + 1).replaceFirst("\0+$", ""));
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(key);
        }
        throw unreadable(key);
    }

    private static Credential password(String username, String password) {
        return username.equals(TOKEN_USER)
                ? new Credential.IdentityToken(password)
                : new Credential.Password(username, password);
    }

    private static Optional<String> text(JsonNode entry, String field) {
        return Optional.ofNullable(entry.get(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(it -> !it.isBlank());
    }

    private static ImagePullException unreadable(String key) {
        return Failure.unauthorized("the entry for " + Failure.shown(key)
                + " in the configured credentials is not base64 of user:password (assay.registries.docker-config)");
    }
}
