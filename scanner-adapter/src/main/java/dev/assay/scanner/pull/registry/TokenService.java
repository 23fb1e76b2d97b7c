package dev.assay.scanner.pull.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.http.NameValuePair;
import org.apache.http.client.utils.URIBuilder;

/**
 * Where the registry's tokens come from, as it said last. Jib is told of a stand-in, so that its requests for tokens can be told
 * from those to the registry, wherever that keeps its token service. Sources: the distribution project's token.md and oauth.md.
 * Thread-safe.
 */
final class TokenService {
    /** No host can have this name (RFC 6761). */
    private static final String STAND_IN = "https://token-service.invalid/";

    private static final int MAX_ANSWER = 1 << 20;
    private static final Set<String> OURS_TO_SAY = Set.of("service", "scope");

    /** What may stand in a header. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,65536}");

    private final RegistryPlace place;
    private volatile URI realm = URI.create(STAND_IN);

    TokenService(RegistryPlace place) {
        this.place = place;
    }

    boolean isMeantBy(String url) {
        return url.startsWith(STAND_IN);
    }

    /** @return the challenge as Jib is to read it. @throws Refused when the registry names a place that is not asked */
    String challenge(Challenge challenge) throws Refused {
        if (!challenge.isBearer()) {
            return "Basic";
        }
        String address = challenge.parameter("realm").orElse("");
        realm = place.permitted(address)
                .orElseThrow(
                        () -> new Refused(
                                Failure.unauthorized(
                                        "the registry " + place.host()
                                                + " sends its readers to '" + Failure.shown(address)
                                                + "' for a token, which is no https address, and no host that assay.registries.insecure lists")));
        // Jib puts it into a query as it is.
        String service = URLEncoder.encode(challenge.parameter("service").orElse(""), StandardCharsets.UTF_8);
        return "Bearer realm=\"" + STAND_IN + "\",service=\"" + service + "\"";
    }

    /** The service's own address with what Jib asks for, and with no other scope. */
    URI address(String url) throws IOException {
        try {
            URIBuilder address = new URIBuilder(realm);
            List<NameValuePair> parameters = new ArrayList<>(address.getQueryParams());
            parameters.removeIf(it -> OURS_TO_SAY.contains(it.getName()));
            parameters.addAll(new URIBuilder(url).getQueryParams());
            return parameters.isEmpty()
                    ? realm
                    : address.setParameters(parameters).build();
        } catch (URISyntaxException e) {
            throw new IOException("the token service's address can't take a query", e);
        }
    }

    /** The token and nothing else of the answer. @throws IOException when there is none in it */
    InputStream token(URI asked, InputStream answer) throws IOException {
        byte[] bytes = answer.readNBytes(MAX_ANSWER + 1);
        JsonNode json = bytes.length > MAX_ANSWER ? Json.MAPPER.nullNode() : Json.MAPPER.readTree(bytes);
        JsonNode token = json.has("token") ? json.path("token") : json.path("access_token");
        if (!token.isTextual() || !TOKEN.matcher(token.textValue()).matches()) {
            throw new IOException("the token service " + GuardedHttp.shown(asked) + " answered without a token");
        }
        return new ByteArrayInputStream(
                Json.MAPPER.writeValueAsBytes(Json.MAPPER.createObjectNode().set("token", token)));
    }
}
