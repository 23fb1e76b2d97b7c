package dev.assay.kafka;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * How a record got here.
 *
 * @param at when it was sent first, by the clock of who sent it; the epoch when the record doesn't say
 * @param isFirst whether it has come straight from there, and not by a topic for retries
 */
public record Sending(Instant at, boolean isFirst) {
    /** Of a message as the connector delivers it. */
    public static Sending of(Message<?> record) {
        for (Object metadata : record.getMetadata()) {
            if (metadata instanceof IncomingKafkaRecordMetadata<?, ?> kafka) {
                return of(kafka);
            }
        }
        return new Sending(Instant.EPOCH, false);
    }

    private static Sending of(IncomingKafkaRecordMetadata<?, ?> record) {
        boolean isFirst = Topics.mainOf(record.getTopic()).equals(record.getTopic());
        Instant sent = Optional.ofNullable(record.getTimestamp()).orElse(Instant.EPOCH);
        return new Sending(isFirst ? sent : original(record.getHeaders()).orElse(Instant.EPOCH), isFirst);
    }

    private static Optional<Instant> original(Headers headers) {
        return Optional.ofNullable(headers.lastHeader(RetryMarks.ORIGINAL_TIMESTAMP))
                .map(Header::value)
                .filter(RetryMarks::isNumber)
                .map(it -> Long.parseLong(new String(it, StandardCharsets.UTF_8)))
                .map(Instant::ofEpochMilli);
    }
}
