package dev.assay.scanner.pull.registry;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.entity.ByteArrayEntity;

/**
 * What Jib's registry client speaks through, for one call. Jib knows the protocol; here is what a registry that need not be
 * trusted must not break: where requests go and where redirects may lead, which host sees credentials, and how much comes
 * back. Jib asks for https addresses alone; those of registries that are listed as insecure are asked in plain HTTP.
 */
final class RegistryTransport extends HttpTransport {
    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_SENT = 1 << 20;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final Set<String> PASSED_ON = Set.of("accept", "authorization", "content-type");

    private final GuardedHttp http;
    private final RegistryPlace place;
    private final TokenService tokens;
    private final Optional<String> registryToken;
    private final Exchange exchange;

    /** @param registryToken sent to the registry in place of what Jib would send */
    RegistryTransport(
            GuardedHttp http,
            RegistryPlace place,
            TokenService tokens,
            Optional<String> registryToken,
            Exchange exchange) {
        this.http = http;
        this.place = place;
        this.tokens = tokens;
        this.registryToken = registryToken;
        this.exchange = exchange;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new Outgoing(method, url);
    }

    private LowLevelHttpResponse execute(Outgoing outgoing) throws IOException {
        return tokens.isMeantBy(outgoing.url) ? token(outgoing) : registry(outgoing);
    }

    /** Follows redirects here and not in Jib, which would take the credentials along or leave them behind at the wrong place. */
    private LowLevelHttpResponse registry(Outgoing outgoing) throws IOException {
        URI asked = place.uri(URI.create(outgoing.url).getRawPath().substring("/v2/".length()));
        URI at = asked;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpAnswer answer = http.send(outgoing.to(at, isHome(at)), place.reach());
            try {
                Optional<URI> next = next(at, answer);
                if (next.isEmpty()) {
                    return registryAnswer(asked, isHome(at), answer);
                }
                answer.close();
                at = next.get();
            } catch (IOException | RuntimeException e) {
                answer.close();
                throw e;
            }
        }
        throw new Refused(
                Failure.failed(GuardedHttp.shown(asked) + " is redirected more than " + MAX_REDIRECTS + " times"));
    }

    /** Follows nothing: what is sent there are credentials. */
    private LowLevelHttpResponse token(Outgoing outgoing) throws IOException {
        if (!exchange.mayFetchToken()) {
            throw new Refused(Failure.unauthorized("the registry " + place.host()
                    + " does not take a token that it has just given out" + place.withoutAccess()));
        }
        URI asked = tokens.address(outgoing.url);
        HttpAnswer answer = http.send(outgoing.to(asked, true), place.reach());
        try {
            requireToken(asked, answer.status());
            return PassedAnswer.ok(answer, tokens.token(asked, exchange.timed(answer)));
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
    }

    private boolean isHome(URI uri) {
        URI home = place.uri("");
        return Objects.equals(uri.getRawAuthority(), home.getRawAuthority())
                && uri.getScheme().equals(home.getScheme());
    }

    private Optional<URI> next(URI at, HttpAnswer answer) throws Refused {
        if (!Redirects.isRedirect(answer.status())) {
            return Optional.empty();
        }
        String location = answer.header("Location").orElse("");
        Optional<URI> next = Redirects.absolute(at, location).map(URI::toString).flatMap(place::permitted);
        if (next.isEmpty()) {
            throw new Refused(Failure.failed(GuardedHttp.shown(at) + " sends its readers to '"
                    + Failure.shown(location)
                    + "', which is no https address, and no host that assay.registries.insecure lists"));
        }
        return next;
    }

    private LowLevelHttpResponse registryAnswer(URI asked, boolean atHome, HttpAnswer answer) throws IOException {
        int status = answer.status();
        String words = GuardedHttp.shown(asked) + " answered " + status;
        if (status == UNAUTHORIZED && atHome) {
            return PassedAnswer.unauthorized(answer, challenge(answer));
        }
        if (status == UNAUTHORIZED || status == 403) {
            throw new Refused(Failure.unauthorized(words + place.withoutAccess()));
        }
        if (status == 404) {
            throw new Refused(new ImagePullException(FailureReason.IMAGE_NOT_FOUND, words));
        }
        if (status == 429 || status >= 500) {
            throw new TransientFailure(words);
        }
        if (status != OK) {
            throw new Refused(Failure.failed(words + ", which is not an answer to this request"));
        }
        return PassedAnswer.ok(answer, exchange.body(answer));
    }

    private void requireToken(URI asked, int status) throws IOException {
        if (status == 429 || status >= 500) {
            throw new TransientFailure(GuardedHttp.shown(asked) + " answered " + status);
        }
        if (status != OK) {
            throw new Refused(Failure.unauthorized("the token service " + GuardedHttp.shown(asked) + " of the registry "
                    + place.host() + " answered " + status + " for " + place.repository()
                    + "; the credentials are those of assay.registries.docker-config, or none"));
        }
    }

    /** One, in the form that Jib reads; some registries say how to authenticate at their entrance only. */
    private Optional<String> challenge(HttpAnswer answer) throws IOException {
        Optional<Challenge> challenge = Challenge.choose(answer.headers("WWW-Authenticate"));
        if (challenge.isEmpty()) {
            try (HttpAnswer entrance = http.send(new HttpGet(place.uri("")), place.reach())) {
                challenge = Challenge.choose(entrance.headers("WWW-Authenticate"));
            }
        }
        return challenge.isEmpty() ? Optional.empty() : Optional.of(tokens.challenge(challenge.get()));
    }

    /** A request of Jib's. */
    private final class Outgoing extends LowLevelHttpRequest {
        private final String method;
        private final String url;
        private final Map<String, String> headers = new LinkedHashMap<>();

        Outgoing(String method, String url) {
            this.method = method;
            this.url = url;
        }

        @Override
        public void addHeader(String name, String value) {
            headers.put(name.toLowerCase(Locale.ROOT), value);
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            return RegistryTransport.this.execute(this);
        }

        /** Of Jib's headers only those that are known here: what it accepts compressed, for one, would not be the blob. */
        private HttpUriRequest to(URI uri, boolean withCredentials) throws IOException {
            HttpUriRequest request = method.equals("POST") ? post(uri) : new HttpGet(uri);
            headers.forEach((name, value) -> {
                if (PASSED_ON.contains(name)
                        && !value.isEmpty()
                        && (withCredentials || !name.equals("authorization"))) {
                    request.setHeader(name, value);
                }
            });
            if (isHome(uri) && !tokens.isMeantBy(url)) {
                registryToken.ifPresent(it -> request.setHeader("authorization", "Bearer " + it));
            }
            return request;
        }

        private HttpPost post(URI uri) throws IOException {
            HttpPost post = new HttpPost(uri);
            var content = getStreamingContent();
            if (content != null) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                content.writeTo(bytes);
                if (bytes.size() > MAX_SENT) {
                    throw new IOException("a token request of " + bytes.size() + " bytes is not sent");
                }
                post.setEntity(new ByteArrayEntity(bytes.toByteArray()));
                post.setHeader("content-type", getContentType());
            }
            return post;
        }
    }
}
