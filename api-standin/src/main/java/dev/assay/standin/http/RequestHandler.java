package dev.assay.standin.http;

import dev.assay.standin.answer.ApiFailure;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/** What every request goes through before its path matters: faults, the token, the size of its body, failures. */
final class RequestHandler {
    private static final System.Logger LOG = System.getLogger(RequestHandler.class.getName());
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");
    private final Routes routes;
    private final byte[] authorization;
    private final long writeDelay;
    private final Vertx vertx;
    private final FaultSource faults;
    private final RequestObserver observer;

    RequestHandler(Routes routes, ServerSettings settings, Vertx vertx, FaultSource faults, RequestObserver observer) {
        this.routes = routes;
        this.authorization = ("Bearer " + settings.token()).getBytes(StandardCharsets.UTF_8);
        this.writeDelay = settings.writeDelay().toMillis();
        this.vertx = vertx;
        this.faults = faults;
        this.observer = observer;
    }

    void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, observer);
        guarded(exchange, () -> {
            String path = request.path() == null ? "/" : request.path();
            Optional<Fault> fault = faults.next(exchange.method(), path);
            if (fault.isPresent()) {
                fail(exchange, fault.get());
                return;
            }
            if (!Routes.isPublic(path) && !authorized(exchange)) {
                throw ApiFailure.unauthorized();
            }
            if (WITH_BODY.contains(exchange.method())) {
                readBody(exchange);
            } else {
                routes.handle(exchange, Buffer.buffer());
            }
        });
    }

    private void readBody(Exchange exchange) {
        Buffer body = Buffer.buffer();
        HttpServerRequest request = exchange.request();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > ServerSettings.MAX_BODY_BYTES) {
                request.pause();
                request.response().putHeader("Connection", "close");
                exchange.fail(ApiFailure.tooLarge(ServerSettings.MAX_BODY_BYTES).status());
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> afterDelay(() -> guarded(exchange, () -> routes.handle(exchange, body))));
    }

    private void afterDelay(Runnable write) {
        if (writeDelay == 0) {
            write.run();
        } else {
            vertx.setTimer(writeDelay, timer -> write.run());
        }
    }

    private boolean authorized(Exchange exchange) {
        byte[] sent = exchange.header("Authorization").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(sent, authorization);
    }

    private static void fail(Exchange exchange, Fault fault) {
        if (fault instanceof Fault.Answer answer) {
            exchange.fail(ApiFailure.injected(answer.status(), answer.retryAfterSeconds())
                    .status());
        } else {
            exchange.observe(0);
            if (fault instanceof Fault.CloseConnection) {
                exchange.request().connection().close();
            }
        }
    }

    private static void guarded(Exchange exchange, Runnable action) {
        try {
            action.run();
        } catch (ApiFailure e) {
            exchange.fail(e.status());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A request failed inside the stand-in: " + exchange.method(), e);
            exchange.fail(ApiFailure.internal("the stand-in failed: " + e).status());
        }
    }
}
