package dev.assay.annotator;

import static dev.assay.annotator.Samples.NOON;
import static dev.assay.annotator.Samples.POLICY;
import static dev.assay.annotator.Samples.VULNERABILITY;
import static dev.assay.annotator.Samples.completed;
import static dev.assay.annotator.Samples.failed;
import static dev.assay.annotator.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.standin.FaultRule;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StandIn.class)
class ScanResultsIT {
    private static final AtomicInteger IMAGES = new AtomicInteger();

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector connector;

    @Inject
    MeterRegistry meters;

    @SuppressWarnings("NullAway.Init")
    StandIn cluster;

    /** Another image for each test: the service remembers what it has written. */
    private final int image = IMAGES.incrementAndGet();

    private final List<String> answers = new CopyOnWriteArrayList<>();

    @AfterEach
    void repair() {
        cluster.server().clearFaults();
    }

    @Test
    void shouldWriteTwoResultsInOnePatchAndThenAcknowledgeThem() throws Exception {
        // Given
        Map<String, String> foreign = Map.of(
                "quality.images.openshift.io/vulnerability.jfrog", "{'name': 'x'}",
                "images.openshift.io/deny-execution", "true",
                "openshift.io/image.managed", "true",
                "assay.dev/verdict", "{}");
        cluster.create(image, foreign);
        ScanFinished vulnerability = completed(image, VULNERABILITY, NOON, 2);
        ScanFinished policy = completed(image, POLICY, NOON, 0);

        // When
        send(vulnerability);
        send(policy);

        // Then
        awaitAnswers("ack after 200", "ack after 200");
        assertThat(cluster.patches(image)).containsExactly(200);
        assertThat(cluster.annotations(image))
                .hasSize(6)
                .containsAllEntriesOf(foreign)
                .containsEntry(VULNERABILITY.annotationKey(), value(vulnerability))
                .containsEntry(POLICY.annotationKey(), value(policy));
    }

    @Test
    void shouldSendNoPatchWhenTheImageSaysItAlready() {
        // Given
        ScanFinished result = completed(image, VULNERABILITY, NOON, 2);
        cluster.create(image, Map.of(VULNERABILITY.annotationKey(), value(result)));

        // When
        send(completed(image, VULNERABILITY, NOON.plusSeconds(60), 2));

        // Then
        awaitAnswers("ack");
        assertThat(cluster.patches(image)).isEmpty();
    }

    @Test
    void shouldDropAndCountResultsOfAnImageThatIsNotThere() {
        // Given
        double before = count(Outcome.GONE);

        // When
        send(completed(image, VULNERABILITY, NOON, 2));

        // Then
        awaitAnswers("ack");
        assertThat(count(Outcome.GONE)).isEqualTo(before + 1);
    }

    @Test
    void shouldAskAgainWhenTheServerSaidItMayAndNotBefore() throws Exception {
        // Given
        cluster.create(image, Map.of());
        cluster.server().answerNext(FaultRule.answer(429, 1).on("PATCH", "/"));

        // When
        send(completed(image, VULNERABILITY, NOON, 2));

        // Then
        awaitAnswers("ack after 429 200");
        assertThat(cluster.patches(image)).containsExactly(429, 200);
        assertThat(cluster.annotations(image)).containsOnlyKeys(VULNERABILITY.annotationKey());
    }

    @Test
    void shouldReadAgainAfterConflicts() {
        // Given
        cluster.create(image, Map.of());
        cluster.server().answerNext(FaultRule.answer(409).on("PATCH", "/").times(3));

        // When
        send(completed(image, VULNERABILITY, NOON, 2));

        // Then
        awaitAnswers("ack after 409 409 409 200");
    }

    @Test
    void shouldGiveUpInAConflictStorm() {
        // Given
        cluster.create(image, Map.of());
        cluster.server()
                .answerNext(
                        FaultRule.answer(409).on("PATCH", StandIn.path(image)).times(10_000));

        // When
        send(completed(image, VULNERABILITY, NOON, 2));

        // Then
        awaitAnswer(() -> answers.size() == 1);
        assertThat(answers.get(0)).startsWith("nack");
        assertThat(cluster.patches(image)).hasSizeBetween(2, 500);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 413, 422})
    void shouldRefuseTheMessageOfWhatIsRefused(int status) {
        // Given
        cluster.create(image, Map.of());
        cluster.server().answerNext(FaultRule.answer(status).on("PATCH", "/"));
        double before = count(Outcome.REFUSED);

        // When
        send(completed(image, VULNERABILITY, NOON, 2));

        // Then
        awaitAnswers("nack after " + status);
        assertThat(count(Outcome.REFUSED)).isEqualTo(before + 1);
    }

    @Test
    void shouldWaitForAServerThatIsAway() throws Exception {
        // Given
        cluster.create(image, Map.of());
        cluster.server().answerNext(FaultRule.closeConnection().times(4));

        // When
        send(completed(image, VULNERABILITY, NOON, 2));

        // Then
        awaitAnswer(() -> answers.size() == 1);
        assertThat(answers.get(0)).startsWith("ack").endsWith("200");
        assertThat(cluster.annotations(image)).containsOnlyKeys(VULNERABILITY.annotationKey());
    }

    @Test
    void shouldKeepAResultThatAFailureFollows() throws Exception {
        // Given
        ScanFinished result = completed(image, VULNERABILITY, NOON, 2);
        cluster.create(image, Map.of());
        send(result);
        awaitAnswer(() -> answers.size() == 1);

        // When
        send(failed(image, VULNERABILITY, NOON.plusSeconds(60), FailureReason.SCANNER_UNAVAILABLE));

        // Then
        awaitAnswers("ack after 200", "ack after 200");
        assertThat(cluster.annotations(image)).containsEntry(VULNERABILITY.annotationKey(), value(result));
    }

    @Test
    void shouldLeaveTheAnnotationToTheResultThatAFailureLeftStanding() throws Exception {
        // Given
        ScanCompleted result = (ScanCompleted) completed(image, VULNERABILITY, NOON.minusSeconds(86_400), 2);
        cluster.create(image, Map.of(VULNERABILITY.annotationKey(), value(result)));

        // When
        send(((ScanFailed) failed(image, VULNERABILITY, NOON, FailureReason.PULL_FAILED)).behind(result));

        // Then
        awaitAnswers("ack");
        assertThat(cluster.annotations(image)).containsEntry(VULNERABILITY.annotationKey(), value(result));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "{'name': 'OpenSCAP'}", "{\"compliant\":true}", "\u0001", "[[[[[[[["})
    void shouldWriteOverHostileValuesOfItsOwnKey(String there) throws Exception {
        // Given
        cluster.create(image, Map.of(VULNERABILITY.annotationKey(), there));
        ScanFinished result = completed(image, VULNERABILITY, NOON, 2);

        // When
        send(result);

        // Then
        awaitAnswers("ack after 200");
        assertThat(cluster.annotations(image)).containsEntry(VULNERABILITY.annotationKey(), value(result));
    }

    @Test
    void shouldServeManyImagesAtOnce() {
        // Given
        List<Integer> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int another = IMAGES.incrementAndGet();
            many.add(another);
            cluster.create(another, Map.of());
        }

        // When
        many.forEach(it -> send(completed(it, VULNERABILITY, NOON, 2)));
        many.forEach(it -> send(completed(it, POLICY, NOON, 0)));

        // Then
        awaitAnswer(() -> answers.size() == 400);
        assertThat(answers).allMatch(it -> it.startsWith("ack"));
        assertThat(many).allSatisfy(it -> assertThat(cluster.annotations(it)).hasSize(2));
        assertThat(many).allSatisfy(it -> assertThat(cluster.patches(it)).hasSizeLessThanOrEqualTo(2));
    }

    private void send(ScanFinished result) {
        connector
                .source("scan-results-in")
                .send(Message.of(result, () -> answered("ack"), failure -> answered("nack")));
    }

    private CompletableFuture<Void> answered(String how) {
        StringBuilder answer = new StringBuilder(how);
        List<Integer> patches = cluster.patches(image);
        if (!patches.isEmpty()) {
            answer.append(" after");
            patches.forEach(it -> answer.append(' ').append(it));
        }
        answers.add(answer.toString());
        return CompletableFuture.completedFuture(null);
    }

    private void awaitAnswers(String... expected) {
        patiently().untilAsserted(() -> assertThat(answers).containsExactly(expected));
    }

    private static void awaitAnswer(BooleanSupplier condition) {
        patiently().until(condition::getAsBoolean);
    }

    private double count(Outcome outcome) {
        return meters.counter("assay.annotator.results", "outcome", outcome.tag())
                .count();
    }

    private static ConditionFactory patiently() {
        return await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(30));
    }
}
