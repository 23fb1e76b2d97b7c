package dev.assay.standin.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.util.ArrayList;
import java.util.List;

/** The ports that are listened on, all of the loopback address and of no other. */
final class Listeners {
    private static final String LOOPBACK = "127.0.0.1";
    private final EventLoop loop;
    private final Handler<HttpServerRequest> handler;
    private final List<HttpServerOptions> opened = new ArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();

    Listeners(EventLoop loop, Handler<HttpServerRequest> handler) {
        this.loop = loop;
        this.handler = handler;
    }

    synchronized int open(int port) {
        return open(new HttpServerOptions().setPort(port));
    }

    synchronized int openTls(byte[] pkcs12, String password) {
        return open(new HttpServerOptions()
                .setPort(0)
                .setSsl(true)
                .setKeyCertOptions(
                        new PfxOptions().setValue(Buffer.buffer(pkcs12)).setPassword(password)));
    }

    synchronized void close() {
        servers.forEach(server -> loop.start(server::close));
        servers.clear();
    }

    synchronized void reopen() {
        if (servers.isEmpty()) {
            opened.forEach(this::listen);
        }
    }

    private int open(HttpServerOptions options) {
        options.setHost(LOOPBACK).setHttp2ClearTextEnabled(false).setUseAlpn(false);
        int port = listen(options);
        opened.add(options.setPort(port));
        return port;
    }

    private int listen(HttpServerOptions options) {
        HttpServer server;
        try {
            server = loop.start(() -> loop.vertx()
                    .createHttpServer(options)
                    .requestHandler(handler)
                    .listen());
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The stand-in cannot listen on port " + options.getPort() + " of " + LOOPBACK
                            + "; is something else there? " + e.getMessage(),
                    e);
        }
        servers.add(server);
        return server.actualPort();
    }
}
