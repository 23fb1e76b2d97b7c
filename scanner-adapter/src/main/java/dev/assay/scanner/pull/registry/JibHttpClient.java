package dev.assay.scanner.pull.registry;

import com.google.api.client.http.HttpTransport;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import java.lang.reflect.Constructor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Jib's HTTP client over a transport that is not Jib's. The constructor that takes one is there and not public, so it is
 * reached by reflection: here alone, and a test fails where another version of Jib has another.
 */
final class JibHttpClient {
    private static final boolean FAILOVER_TO_INSECURE = false;
    // The transport decides what is spoken over plain HTTP; Jib knows https addresses only.
    private static final boolean SEND_AUTHORIZATION_OVER_HTTP = true;
    private static final boolean RETRY = false;

    private JibHttpClient() {}

    /** @param transports asked for one for each call, on the thread that makes the call */
    static FailoverHttpClient over(Supplier<HttpTransport> transports) {
        Consumer<LogEvent> log = event -> {};
        try {
            return constructor()
                    .newInstance(
                            FAILOVER_TO_INSECURE, SEND_AUTHORIZATION_OVER_HTTP, log, transports, transports, RETRY);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of jib-core takes no transport of others", e);
        }
    }

    private static Constructor<FailoverHttpClient> constructor() throws NoSuchMethodException {
        Constructor<FailoverHttpClient> constructor = FailoverHttpClient.class.getDeclaredConstructor(
                boolean.class, boolean.class, Consumer.class, Supplier.class, Supplier.class, boolean.class);
        constructor.setAccessible(true);
        return constructor;
    }
}
