package dev.assay.scanner.pull.registry;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.http.client.methods.HttpGet;
import org.jspecify.annotations.Nullable;

/** Reads from one repository, as whoever the credentials say. Thread-safe. */
final class RegistrySession {
    private static final int MAX_REDIRECTS = 5;

    private final GuardedHttp http;
    private final RegistryPlace place;
    private final Authenticator authenticator;
    private final Limits limits;
    private volatile @Nullable String authorization;

    RegistrySession(GuardedHttp http, RegistryPlace place, Authenticator authenticator, Limits limits) {
        this.http = http;
        this.place = place;
        this.authenticator = authenticator;
        this.limits = limits;
    }

    /**
     * Asks for something in the repository, again when that can help.
     *
     * @param path below the repository: {@code manifests/…} or {@code blobs/…}
     * @param accept media types, or empty
     */
    <T> T read(String path, String accept, BodyReader<T> reader) throws ImagePullException {
        URI uri = place.uri(place.repository() + "/" + path);
        for (int attempt = 1; ; attempt++) {
            try {
                return readOnce(uri, accept, reader);
            } catch (AnswerTooSlow | ForbiddenAddress e) {
                throw failure(uri, attempt, e);
            } catch (IOException e) {
                if (attempt >= limits.attempts || !pause(attempt + 1)) {
                    throw failure(uri, attempt, e);
                }
            }
        }
    }

    private <T> T readOnce(URI uri, String accept, BodyReader<T> reader) throws IOException, ImagePullException {
        URI at = uri;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            boolean atHome = at.getRawAuthority().equals(uri.getRawAuthority())
                    && at.getScheme().equals(uri.getScheme());
            try (HttpAnswer answer = atHome ? authorized(at, accept) : send(at, accept, null)) {
                Optional<URI> next = next(at, answer);
                if (next.isEmpty()) {
                    requireSuccess(uri, answer);
                    return reader.read(answer, new TimedStream(answer.body(), limits.clock, limits.answerTimeout));
                }
                at = next.get();
            }
        }
        throw Failure.failed(GuardedHttp.shown(uri) + " is redirected more than " + MAX_REDIRECTS + " times");
    }

    /** Also when it was answered before: a token may have run out between two layers. */
    private HttpAnswer authorized(URI uri, String accept) throws IOException, ImagePullException {
        HttpAnswer answer = send(uri, accept, authorization);
        if (answer.status() != 401) {
            return answer;
        }
        Optional<Challenge> challenge;
        try (HttpAnswer refusal = answer) {
            challenge = Challenge.choose(refusal.headers("WWW-Authenticate"));
        }
        authorization = authenticator.answer(challenge.isPresent() ? challenge.get() : challengeOfTheRegistry());
        return send(uri, accept, authorization);
    }

    /** Some registries say how to authenticate at their entrance only. */
    private Challenge challengeOfTheRegistry() throws IOException, ImagePullException {
        try (HttpAnswer entrance = send(place.uri(""), "", null)) {
            return Challenge.choose(entrance.headers("WWW-Authenticate"))
                    .orElseThrow(() -> Failure.unauthorized("the registry " + place.host()
                            + " wants to know who asks, and not in a way that is known here (Bearer, Basic)"));
        }
    }

    private HttpAnswer send(URI uri, String accept, @Nullable String as) throws IOException {
        HttpGet get = new HttpGet(uri);
        if (!accept.isEmpty()) {
            get.setHeader("Accept", accept);
        }
        if (as != null) {
            get.setHeader("Authorization", as);
        }
        return http.send(get, place.reach());
    }

    private Optional<URI> next(URI at, HttpAnswer answer) throws ImagePullException {
        boolean isRedirect = switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
        if (!isRedirect) {
            return Optional.empty();
        }
        String location = answer.header("Location").orElse("");
        Optional<URI> next = absolute(at, location).flatMap(place::permitted);
        if (next.isEmpty()) {
            throw Failure.failed(GuardedHttp.shown(at) + " sends its readers to '" + Failure.shown(location)
                    + "', which is no https address, and no host that assay.registries.insecure lists");
        }
        return next;
    }

    private static Optional<String> absolute(URI at, String location) {
        try {
            return location.isBlank()
                    ? Optional.empty()
                    : Optional.of(at.resolve(location).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void requireSuccess(URI uri, HttpAnswer answer) throws IOException, ImagePullException {
        int status = answer.status();
        String words = GuardedHttp.shown(uri) + " answered " + status;
        if (status == 401 || status == 403) {
            throw Failure.unauthorized(words + ": the configured credentials do not suffice, or there are none for "
                    + place.host() + "/" + place.repository() + " (assay.registries.docker-config)");
        }
        if (status == 404) {
            throw new ImagePullException(FailureReason.IMAGE_NOT_FOUND, words);
        }
        if (status == 429 || status >= 500) {
            throw new TransientFailure(words);
        }
        if (status != 200) {
            throw Failure.failed(words + ", which is not an answer to this request");
        }
    }

    private boolean pause(int attempt) {
        try {
            return limits.pause.before(attempt, limits.retryDelay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ImagePullException failure(URI uri, int attempts, IOException e) {
        if (e instanceof WrongBytes) {
            return new ImagePullException(FailureReason.IMAGE_INVALID, String.valueOf(e.getMessage()), e);
        }
        String times = attempts == 1 ? "" : " after " + attempts + " attempts";
        return new ImagePullException(
                FailureReason.PULL_FAILED,
                "reading " + GuardedHttp.shown(uri) + " failed" + times + ": "
                        + e.getClass().getSimpleName() + ": " + Failure.shown(String.valueOf(e.getMessage())),
                e);
    }

    /** Takes what came; whatever it leaves is given up. */
    @FunctionalInterface
    interface BodyReader<T> {
        T read(HttpAnswer answer, InputStream body) throws IOException, ImagePullException;
    }

    /** How long and how often. */
    record Limits(int attempts, Duration retryDelay, Duration answerTimeout, Clock clock, Pause pause) {}
}
