package dev.assay.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.http.ApiServer;
import dev.assay.standin.http.ServerSettings;
import dev.assay.standin.json.Json;
import dev.assay.standin.type.CustomResourceDefinitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** A running stand-in for the API server of a cluster, and the strings to pull on it. Thread-safe. */
public final class ApiServerStandIn implements AutoCloseable {
    private final RequestLog log = new RequestLog();
    private final Faults faults = new Faults();
    private final StandInOptions options;
    private final ApiServer server;
    private final Kubeconfig kubeconfig;
    private final int port;

    private ApiServerStandIn(StandInOptions options) {
        this.options = options;
        this.server = new ApiServer(
                new ServerSettings(
                        options.token(),
                        options.historyLimit(),
                        options.watchBacklog(),
                        options.bookmarkInterval(),
                        options.writeDelay(),
                        options.clock(),
                        new SecureRandom()),
                faults,
                log::add);
        this.kubeconfig = new Kubeconfig(server, options.token());
        try {
            options.customResources().forEach(this::define);
            this.port = server.listen(options.port());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Starts one. It answers as soon as this returns.
     *
     * @throws IllegalArgumentException when a custom resource definition can't be used
     */
    public static ApiServerStandIn start(StandInOptions options) {
        return new ApiServerStandIn(options);
    }

    /** Plain HTTP on the loopback address. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public String token() {
        return options.token();
    }

    /**
     * Writes a file by which {@code kubectl} and other clients find the stand-in. It names a second port, with TLS, that is
     * opened for it: clients in Go send no token over plain HTTP.
     */
    public void writeKubeconfig(Path file) {
        kubeconfig.write(file);
    }

    /** Forgets the history: watches and pages that begin at an older resource version get 410 from now on. */
    public void compact() {
        server.compact();
    }

    /** Closes the connections of all watches without a word. */
    public void dropWatches() {
        server.dropWatches();
    }

    /** Sends a bookmark to every watch that wants some, at once. */
    public void sendBookmarks() {
        server.sendBookmarks();
    }

    public int openWatches() {
        return server.openWatches();
    }

    /** Makes requests go wrong, in the order of the rules. */
    public void answerNext(FaultRule... rules) {
        faults.add(List.of(rules));
    }

    /** Forgets faults that have not happened yet. */
    public void clearFaults() {
        faults.clear();
    }

    /** Refuses connections and closes those that are open, as if it were down. What it stores stays. */
    public void pause() {
        server.pause();
    }

    /** Answers again, at the same address. */
    public void resume() {
        server.resume();
    }

    /** The last 10,000 requests, oldest first. */
    public List<RecordedRequest> requests() {
        return log.all();
    }

    public void clearRequests() {
        log.clear();
    }

    @Override
    public void close() {
        server.close();
    }

    private void define(Path file) {
        try {
            for (JsonNode document : Json.parseYamlDocuments(Files.readAllBytes(file))) {
                server.create(CustomResourceDefinitions.RESOURCE, requireObject(document));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The custom resource definition " + file + " cannot be read", e);
        } catch (ApiFailure | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The custom resource definition " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static ObjectNode requireObject(JsonNode document) {
        if (document instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("a document in it is no object");
    }
}
