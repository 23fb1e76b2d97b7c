package dev.assay.scanner.pull.registry;

import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.registry.RegistryClient;
import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Reads from one repository by Jib's registry client, as whoever the credentials say. Thread-safe. */
final class RegistrySession {
    /** Of the call that a thread makes: Jib asks for a transport on the thread that calls it. */
    private static final ThreadLocal<Exchange> EXCHANGE = new ThreadLocal<>();

    private final RegistryPlace place;
    private final Limits limits;
    private final Optional<String> registryToken;
    /** Sent from then on when the registry has asked for one. */
    private volatile Optional<String> sentToken = Optional.empty();

    private final FailoverHttpClient http;
    private final RegistryClient client;
    private int reading;

    RegistrySession(GuardedHttp http, RegistryPlace place, Optional<Credential> credential, Limits limits) {
        this.place = place;
        this.limits = limits;
        this.registryToken = credential
                .filter(Credential.RegistryToken.class::isInstance)
                .map(it -> ((Credential.RegistryToken) it).token());
        TokenService tokens = new TokenService(place);
        this.http = JibHttpClient.over(() -> new RegistryTransport(http, place, tokens, sentToken, EXCHANGE.get()));
        this.client = RegistryClient.factory(
                        EventHandlers.NONE, place.host().authority(), place.repository(), this.http)
                .setCredential(credential.flatMap(RegistrySession::forJib).orElse(null))
                .newRegistryClient();
    }

    /**
     * Has Jib do something in the repository, again when that can help.
     *
     * @param path below the repository, for messages: {@code manifests/…} or {@code blobs/…}
     * @param exchange made anew for each attempt
     */
    <E extends Exchange> E read(String path, NewExchange<E> exchange, Step<E> step) throws ImagePullException {
        URI uri = place.uri(place.repository() + "/" + path);
        for (int attempt = 1; ; attempt++) {
            try {
                E made = exchange.create(limits);
                readOnce(made, step);
                return made;
            } catch (RegistryException | IOException e) {
                IOException cause = JibFailure.cause(e);
                if (!JibFailure.mayPass(cause) || attempt >= limits.attempts || !pause(attempt + 1)) {
                    throw failure(uri, attempt, cause);
                }
            }
        }
    }

    private <E extends Exchange> void readOnce(E exchange, Step<E> step) throws IOException, RegistryException {
        EXCHANGE.set(exchange);
        begin();
        try {
            answered(exchange, step);
        } finally {
            EXCHANGE.remove();
            end();
        }
    }

    private <E extends Exchange> void answered(E exchange, Step<E> step) throws IOException, RegistryException {
        try {
            step.run(client, exchange);
        } catch (RegistryException | IOException e) {
            Optional<String> challenge = JibFailure.challenge(e);
            if (challenge.isEmpty() || sentToken.isPresent()) {
                throw e;
            }
            if (registryToken.isPresent()) {
                sentToken = registryToken;
            } else {
                client.authPullByWwwAuthenticate(challenge.get());
            }
            step.run(client, exchange);
        }
    }

    private synchronized void begin() {
        reading++;
    }

    /** Jib keeps every answer until it is told that none is read any more. */
    private synchronized void end() throws IOException {
        reading--;
        if (reading == 0) {
            http.shutDown();
        }
    }

    /** Jib puts an identity token into a form as it is. */
    private static Optional<com.google.cloud.tools.jib.api.Credential> forJib(Credential credential) {
        if (credential instanceof Credential.Password it) {
            return Optional.of(com.google.cloud.tools.jib.api.Credential.from(it.username(), it.password()));
        }
        if (credential instanceof Credential.IdentityToken it) {
            return Optional.of(com.google.cloud.tools.jib.api.Credential.from(
                    com.google.cloud.tools.jib.api.Credential.OAUTH2_TOKEN_USER_NAME,
                    URLEncoder.encode(it.token(), StandardCharsets.UTF_8)));
        }
        return Optional.empty();
    }

    private boolean pause(int attempt) {
        try {
            return limits.pause.before(attempt, limits.retryDelay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ImagePullException failure(URI uri, int attempts, IOException e) {
        if (e instanceof Refused it) {
            return it.failure();
        }
        if (e instanceof WrongBytes) {
            return new ImagePullException(FailureReason.IMAGE_INVALID, String.valueOf(e.getMessage()), e);
        }
        if (JibFailure.isUnauthorized(e)) {
            return Failure.unauthorized(GuardedHttp.shown(uri) + " answered 401" + place.withoutAccess());
        }
        String times = attempts == 1 ? "" : " after " + attempts + " attempts";
        return new ImagePullException(
                FailureReason.PULL_FAILED,
                "reading " + GuardedHttp.shown(uri) + " failed" + times + ": "
                        + e.getClass().getSimpleName() + ": " + Failure.shown(String.valueOf(e.getMessage())),
                e);
    }

    /** What is read. */
    @FunctionalInterface
    interface NewExchange<E extends Exchange> {
        E create(Limits limits);
    }

    /** One call of Jib's client, which is made again when the registry wants to know who asks. */
    @FunctionalInterface
    interface Step<E extends Exchange> {
        void run(RegistryClient client, E exchange) throws IOException, RegistryException;
    }

    /** How long and how often. */
    record Limits(int attempts, Duration retryDelay, Duration answerTimeout, Clock clock, Pause pause) {}
}
