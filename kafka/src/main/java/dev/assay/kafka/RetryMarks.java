package dev.assay.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The headers in which the connector counts retries. It takes for granted that they are numbers; anybody may send some. */
final class RetryMarks {
    static final String ORIGINAL_TIMESTAMP = "delayed-retry-original-timestamp";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}|[0-9]{13}");
    private static final List<String> ALL =
            List.of("delayed-retry-count", ORIGINAL_TIMESTAMP, "delayed-retry-first-processing-timestamp");

    private RetryMarks() {}

    static void dropForged(Headers headers) {
        for (String mark : ALL) {
            Header header = headers.lastHeader(mark);
            if (header != null && !isNumber(header.value())) {
                headers.remove(mark);
            }
        }
    }

    static boolean isNumber(byte @Nullable [] value) {
        return value != null
                && NUMBER.matcher(new String(value, StandardCharsets.UTF_8)).matches();
    }
}
