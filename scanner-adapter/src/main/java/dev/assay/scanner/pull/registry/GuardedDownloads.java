package dev.assay.scanner.pull.registry;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.http.client.methods.HttpGet;

/**
 * Fetches files that an operator named, over the transport that registries are read by. Redirects lead no further into the
 * own network than the named host lies, and never from https to http; plain HTTP is spoken within the own network only.
 */
public final class GuardedDownloads implements Closeable {
    private static final int MAX_REDIRECTS = 5;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final GuardedHttp http = new GuardedHttp(CONNECT_TIMEOUT, READ_TIMEOUT);

    /**
     * The answer, of whatever status, that redirects lead to.
     *
     * @param limit for all of it, from the first request to the last byte of the body
     * @throws IOException when there is none, or it may not be asked for
     */
    public HttpAnswer get(URI address, Map<String, String> headers, Duration limit) throws IOException {
        NetworkZone reach = GuardedHttp.zoneOf(hostOf(address));
        Deadline deadline = new Deadline(limit);
        try {
            URI at = address;
            for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
                requirePermitted(at, reach);
                HttpAnswer answer = new Timed(http.send(request(at, headers, deadline), reach), deadline);
                if (!Redirects.isRedirect(answer.status())) {
                    return answer;
                }
                String location = answer.header("Location").orElse("");
                answer.close();
                at = next(at, location);
            }
            throw new IOException(GuardedHttp.shown(address) + " is redirected more than " + MAX_REDIRECTS + " times");
        } catch (IOException | RuntimeException e) {
            throw deadline.explained(e);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    private static HttpGet request(URI uri, Map<String, String> headers, Deadline deadline) {
        HttpGet request = new HttpGet(uri);
        headers.forEach(request::setHeader);
        deadline.ends(request);
        return request;
    }

    static URI next(URI at, String location) throws IOException {
        URI next = Redirects.absolute(at, location)
                .orElseThrow(() -> new IOException(GuardedHttp.shown(at) + " sends its readers to '"
                        + Failure.shown(location) + "', which is no address"));
        if (isHttps(at) && !isHttps(next)) {
            throw new IOException(GuardedHttp.shown(at) + " sends its readers to '" + Failure.shown(location)
                    + "', which is no https address");
        }
        return next;
    }

    /** Content that anybody on the way can change is none; within the own network that is the operator's to know. */
    static void requirePermitted(URI uri, NetworkZone reach) throws IOException {
        hostOf(uri);
        boolean plain = "http".equalsIgnoreCase(uri.getScheme());
        if (plain && reach == NetworkZone.PUBLIC) {
            throw new IOException(GuardedHttp.shown(uri) + " is not asked in plain HTTP; use https");
        }
        if (!plain && !isHttps(uri)) {
            throw new IOException(GuardedHttp.shown(uri) + " is neither an http nor an https address");
        }
    }

    private static RegistryHost hostOf(URI uri) throws IOException {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IOException(
                    "an address of " + uri.getHost() + " has no host, or credentials in it, and is not asked");
        }
        return RegistryHost.parse(uri.getRawAuthority());
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Its body breaks at the deadline. */
    private record Timed(HttpAnswer answer, Deadline deadline) implements HttpAnswer {
        @Override
        public int status() {
            return answer.status();
        }

        @Override
        public Optional<String> header(String name) {
            return answer.header(name);
        }

        @Override
        public List<String> headers(String name) {
            return answer.headers(name);
        }

        @Override
        public InputStream body() throws IOException {
            return new FilterInputStream(answer.body()) {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    try {
                        return super.read(buffer, offset, length);
                    } catch (IOException e) {
                        throw deadline.explained(e);
                    }
                }
            };
        }

        @Override
        public Optional<Long> length() {
            return answer.length();
        }

        @Override
        public void close() throws IOException {
            deadline.close();
            answer.close();
        }
    }
}
