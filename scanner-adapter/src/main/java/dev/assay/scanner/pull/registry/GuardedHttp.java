package dev.assay.scanner.pull.registry;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;

/**
 * Sends single requests: follows nothing, repeats nothing, decompresses nothing, and connects to no address outside of the
 * zone that the caller is confined to. Each zone has connections of its own, so that none is taken over by another, and the
 * check is made where names become addresses, so that a name which changes its address gains nothing.
 */
final class GuardedHttp implements Closeable {
    private static final int MAX_HEADER_LINE = 16 << 10;
    private static final int MAX_HEADERS = 200;
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_CONNECTIONS_PER_HOST = 16;
    private static final long CONNECTION_LIFE_SECONDS = 60;

    private final Map<NetworkZone, CloseableHttpClient> clients = new EnumMap<>(NetworkZone.class);

    /** @param readTimeout how long an answer may be silent */
    GuardedHttp(Duration connectTimeout, Duration readTimeout) {
        for (NetworkZone zone : NetworkZone.values()) {
            clients.put(zone, client(zone, (int) connectTimeout.toMillis(), (int) readTimeout.toMillis()));
        }
    }

    /** How far in a host is; of several addresses the outermost counts. @throws ForbiddenAddress when it is not asked */
    static NetworkZone zoneOf(RegistryHost host) throws UnknownHostException {
        NetworkZone most = host.isLiteral() ? NetworkZone.LOOPBACK : NetworkZone.PRIVATE;
        return Arrays.stream(reachable(host.address(), most))
                .map(NetworkZone::of)
                .flatMap(Optional::stream)
                .min(NetworkZone::compareTo)
                .orElseThrow(() -> new ForbiddenAddress(host.toString(), most));
    }

    HttpAnswer send(HttpUriRequest request, NetworkZone reach) throws IOException {
        CloseableHttpClient client = clients.get(reach);
        if (client == null) {
            throw new IllegalStateException("each zone has a client");
        }
        return new Answer(client.execute(request));
    }

    @Override
    public void close() throws IOException {
        for (CloseableHttpClient client : clients.values()) {
            client.close();
        }
    }

    /** For messages: a URI without its query, in which others put secrets. */
    static String shown(URI uri) {
        return Failure.shown(uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath());
    }

    private static CloseableHttpClient client(NetworkZone zone, int connectMillis, int readMillis) {
        RequestConfig requests = RequestConfig.custom()
                .setConnectTimeout(connectMillis)
                .setConnectionRequestTimeout(readMillis)
                .setSocketTimeout(readMillis)
                .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                .setNormalizeUri(false)
                .build();
        MessageConstraints constraints = MessageConstraints.custom()
                .setMaxLineLength(MAX_HEADER_LINE)
                .setMaxHeaderCount(MAX_HEADERS)
                .build();
        return HttpClientBuilder.create()
                .setDnsResolver(host -> reachable(host, zone))
                .setSSLSocketFactory(SSLConnectionSocketFactory.getSystemSocketFactory())
                .setDefaultRequestConfig(requests)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setMessageConstraints(constraints)
                        .build())
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS_PER_HOST)
                .setConnectionTimeToLive(CONNECTION_LIFE_SECONDS, TimeUnit.SECONDS)
                .setUserAgent("assay")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static InetAddress[] reachable(String host, NetworkZone reach) throws UnknownHostException {
        InetAddress[] allowed = Arrays.stream(InetAddress.getAllByName(host))
                .filter(it -> NetworkZone.of(it).filter(reach::reaches).isPresent())
                .toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new ForbiddenAddress(host, reach);
        }
        return allowed;
    }

    private record Answer(CloseableHttpResponse response) implements HttpAnswer {
        @Override
        public int status() {
            return response.getStatusLine().getStatusCode();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
        }

        @Override
        public List<String> headers(String name) {
            return Arrays.stream(response.getHeaders(name))
                    .map(Header::getValue)
                    .toList();
        }

        @Override
        public InputStream body() throws IOException {
            HttpEntity entity = response.getEntity();
            return entity == null ? InputStream.nullInputStream() : entity.getContent();
        }

        @Override
        public Optional<Long> length() {
            return Optional.ofNullable(response.getEntity())
                    .map(HttpEntity::getContentLength)
                    .filter(it -> it >= 0);
        }

        @Override
        public void close() throws IOException {
            response.close();
        }
    }
}
