package dev.assay.testbed.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the clients here have in common. */
final class ClientConfiguration {
    /** Held, since a logger that nobody holds forgets its level. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    static {
        // At INFO each client tells its whole configuration.
        KAFKA.setLevel(Level.WARNING);
    }

    private ClientConfiguration() {}

    /** @param limit after which an answer is waited for no longer */
    static Map<String, Object> of(String bootstrapServers, Duration limit, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("bootstrap.servers", bootstrapServers);
        all.put("request.timeout.ms", Math.toIntExact(limit.toMillis()));
        return all;
    }
}
