package dev.assay.kafka;

import dev.assay.contract.scan.AdapterName;
import java.time.Duration;
import java.util.List;

/** The names of topics. They are part of what other programs build upon. */
public final class Topics {
    /** An image appeared, was pushed, or should be looked at again; key: digest, or reference where none is known. */
    public static final String IMAGE_EVENTS = "assay.image-events";

    /** How scans ended; key: digest. */
    public static final String SCAN_RESULTS = "assay.scan-results";

    /** Who may be asked; key: adapter. Compacted. */
    public static final String SCANNERS = "assay.scanners";

    /** What the gate decided; key: digest. */
    public static final String VERDICTS = "assay.verdicts";

    /** How long a record waits that could not be handled for a reason that passes, each time longer. */
    public static final List<Duration> RETRY_PAUSES =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

    private static final String SCAN_REQUESTS = "assay.scan-requests.";
    private static final String DEAD_LETTER = ".dead-letter";
    private static final String RETRY = ".retry_";

    private Topics() {}

    /** Look at this image; key: digest. One topic for each adapter, and whoever scans for it reads that one alone. */
    public static String scanRequests(AdapterName adapter) {
        return SCAN_REQUESTS + adapter;
    }

    /** Where records of the topic, or of one of its topics for retries, end that can't be read or handled. */
    public static String deadLetter(String topic) {
        return mainOf(topic) + DEAD_LETTER;
    }

    /** Where records wait that could not be handled for a reason that passes. The connector reads the pause from the name. */
    public static String retry(String topic, Duration pause) {
        return topic + RETRY + pause.toMillis();
    }

    /** The topic that this one takes records from; itself when it is neither for retries nor for dead letters. */
    static String mainOf(String topic) {
        String withoutDeadLetter =
                topic.endsWith(DEAD_LETTER) ? topic.substring(0, topic.length() - DEAD_LETTER.length()) : topic;
        int retry = withoutDeadLetter.lastIndexOf(RETRY);
        return retry < 0 ? withoutDeadLetter : withoutDeadLetter.substring(0, retry);
    }
}
