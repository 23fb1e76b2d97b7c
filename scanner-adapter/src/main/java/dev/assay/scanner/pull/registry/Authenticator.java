package dev.assay.scanner.pull.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.http.NameValuePair;
import org.apache.http.client.entity.UrlEncodedFormEntity;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.utils.URIBuilder;
import org.apache.http.message.BasicNameValuePair;

/**
 * Answers a registry's challenge. The scope asked for is always to pull from the one repository, whatever the challenge
 * says. Sources: the distribution project's token.md and oauth.md.
 */
final class Authenticator {
    private static final int MAX_ANSWER = 1 << 20;
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,65536}");

    private final GuardedHttp http;
    private final RegistryPlace place;
    private final Optional<Credential> credential;

    Authenticator(GuardedHttp http, RegistryPlace place, Optional<Credential> credential) {
        this.http = http;
        this.place = place;
        this.credential = credential;
    }

    /** @return the value for the header {@code Authorization} */
    String answer(Challenge challenge) throws IOException, ImagePullException {
        if (credential.orElse(null) instanceof Credential.RegistryToken token) {
            return bearer(token.token());
        }
        if (challenge.scheme().equals("bearer")) {
            return bearer(fetchToken(challenge));
        }
        if (credential.orElse(null) instanceof Credential.Password password) {
            return basic(password);
        }
        throw Failure.unauthorized("the registry " + place.host() + " wants user and password for " + place.repository()
                + ", and there are none for it in the configured credentials (assay.registries.docker-config)");
    }

    private String fetchToken(Challenge challenge) throws IOException, ImagePullException {
        URI realm = realm(challenge);
        try (HttpAnswer answer = http.send(tokenRequest(realm, challenge), place.reach())) {
            int status = answer.status();
            if (status == 429 || status >= 500) {
                throw new TransientFailure(GuardedHttp.shown(realm) + " answered " + status);
            }
            if (status != 200) {
                throw Failure.unauthorized(
                        "the token service " + GuardedHttp.shown(realm) + " of the registry " + place.host()
                                + " answered " + status + " on the " + described() + " for " + place.repository());
            }
            return token(realm, answer);
        }
    }

    private HttpUriRequest tokenRequest(URI realm, Challenge challenge) throws IOException {
        List<NameValuePair> parameters = new ArrayList<>();
        challenge.parameter("service").ifPresent(it -> parameters.add(new BasicNameValuePair("service", it)));
        parameters.add(new BasicNameValuePair("scope", "repository:" + place.repository() + ":pull"));
        if (credential.orElse(null) instanceof Credential.IdentityToken identity) {
            parameters.add(new BasicNameValuePair("grant_type", "refresh_token"));
            parameters.add(new BasicNameValuePair("client_id", "assay"));
            parameters.add(new BasicNameValuePair("refresh_token", identity.token()));
            HttpPost post = new HttpPost(realm);
            post.setEntity(new UrlEncodedFormEntity(parameters, StandardCharsets.UTF_8));
            return post;
        }
        HttpGet get = new HttpGet(withQuery(realm, parameters));
        if (credential.orElse(null) instanceof Credential.Password password) {
            get.setHeader("Authorization", basic(password));
        }
        return get;
    }

    private URI realm(Challenge challenge) throws ImagePullException {
        String text = challenge.parameter("realm").orElse("");
        return place.permitted(text)
                .orElseThrow(
                        () -> Failure.unauthorized(
                                "the registry " + place.host()
                                        + " sends its readers to '" + Failure.shown(text)
                                        + "' for a token, which is no https address, and no host that assay.registries.insecure lists"));
    }

    private static URI withQuery(URI realm, List<NameValuePair> parameters) throws IOException {
        try {
            return new URIBuilder(realm).addParameters(parameters).build();
        } catch (URISyntaxException e) {
            throw new IOException("the token service's address can't take a query", e);
        }
    }

    private static String token(URI realm, HttpAnswer answer) throws IOException {
        InputStream body = answer.body();
        byte[] bytes = body.readNBytes(MAX_ANSWER + 1);
        JsonNode json = bytes.length > MAX_ANSWER ? Json.MAPPER.nullNode() : Json.MAPPER.readTree(bytes);
        String token = json.path("token").asText(json.path("access_token").asText());
        if (!TOKEN.matcher(token).matches()) {
            throw new IOException("the token service " + GuardedHttp.shown(realm) + " answered without a token");
        }
        return token;
    }

    private String described() {
        return credential.isPresent()
                ? "configured credentials"
                : "request without credentials (none match in assay.registries.docker-config)";
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }

    private static String basic(Credential.Password password) {
        byte[] pair = (password.username() + ":" + password.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
