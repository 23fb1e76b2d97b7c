package dev.assay.kafka;

import dev.assay.contract.scan.AdapterName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics that there have to be, with partitions and retention.
 *
 * <p>What is kept how long follows from what a loss costs: hints and requests come again by themselves, so a day is plenty;
 * results are told again by the planner; verdicts are the audit trail; dead letters wait for people.
 */
final class TopicPlan {
    private static final Duration HINTS = Duration.ofDays(1);
    private static final Duration RESULTS = Duration.ofDays(7);
    private static final Duration DEAD_LETTERS = Duration.ofDays(30);
    private static final Duration AUDIT = Duration.ofDays(90);

    private final int partitions;
    private final Optional<Short> replicas;

    /** @param replicas the broker's default when empty */
    TopicPlan(int partitions, Optional<Short> replicas) {
        this.partitions = partitions;
        this.replicas = replicas;
    }

    List<NewTopic> topics(List<AdapterName> adapters) {
        List<NewTopic> topics = new ArrayList<>();
        topics.addAll(withRetries(Topics.IMAGE_EVENTS, HINTS));
        topics.addAll(withRetries(Topics.SCAN_RESULTS, RESULTS));
        adapters.forEach(adapter -> topics.addAll(withRetries(Topics.scanRequests(adapter), HINTS)));
        topics.add(kept(Topics.VERDICTS, AUDIT));
        topics.add(new NewTopic(Topics.SCANNERS, Optional.of(1), replicas)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
        return topics;
    }

    /** All with the same number of partitions: a record keeps its partition when it moves on. */
    private List<NewTopic> withRetries(String topic, Duration retention) {
        List<NewTopic> topics = new ArrayList<>();
        topics.add(kept(topic, retention));
        Topics.RETRY_PAUSES.forEach(pause -> topics.add(kept(Topics.retry(topic, pause), HINTS)));
        topics.add(kept(Topics.deadLetter(topic), DEAD_LETTERS));
        return topics;
    }

    private NewTopic kept(String name, Duration retention) {
        return new NewTopic(name, Optional.of(partitions), replicas)
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis())));
    }
}
