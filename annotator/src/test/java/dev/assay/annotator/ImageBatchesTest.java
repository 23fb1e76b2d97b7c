package dev.assay.annotator;

import static dev.assay.annotator.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.image.ImageDigest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ImageBatchesTest {
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final List<UniEmitter<? super Void>> running = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> answers = new ArrayList<>();
    private final ImageBatches<String> batches = new ImageBatches<>(Duration.ofMillis(20), 3, 5, this::write);

    @Test
    void shouldWriteOnceWhatArrivesTogether() {
        // When
        add(1, "a");
        add(1, "b");

        // Then
        await().untilAsserted(() -> assertThat(writes).containsExactly("1 [a, b]"));
    }

    @Test
    void shouldKeepImagesApart() {
        // When
        add(1, "a");
        add(2, "b");

        // Then
        await().untilAsserted(() -> assertThat(writes).containsExactlyInAnyOrder("1 [a]", "2 [b]"));
    }

    @Test
    void shouldHaveOneWritePerImageUnderWay() {
        // Given
        add(1, "a");
        await().until(() -> running.size() == 1);
        add(1, "b");
        add(1, "c");

        // When
        finish(0);

        // Then
        await().untilAsserted(() -> assertThat(writes).containsExactly("1 [a]", "1 [b, c]"));
    }

    @Test
    void shouldSplitWhatIsTooMuchForOnePatch() {
        // Given
        List.of("a", "b", "c", "d").forEach(it -> add(1, it));
        await().until(() -> running.size() == 1);

        // When
        finish(0);

        // Then
        await().untilAsserted(() -> assertThat(writes).containsExactly("1 [a, b, c]", "1 [d]"));
    }

    @Test
    void shouldTakeNoMoreThanItMayHold() {
        // Given
        for (int i = 1; i <= 5; i++) {
            add(i, "a");
        }
        await().until(() -> running.size() == 5);
        assertThat(answers.subList(0, 4)).allMatch(CompletableFuture::isDone);
        assertThat(answers.get(4)).isNotDone();

        // When
        finish(2);

        // Then
        assertThat(answers.get(4)).succeedsWithin(Duration.ofSeconds(10));
        assertThat(batches.pending()).isEqualTo(4);
    }

    @Test
    void shouldGoOnAfterAWriteThatBroke() {
        // Given
        add(1, "a");
        await().until(() -> running.size() == 1);
        add(1, "b");

        // When
        running.get(0).fail(new IllegalStateException("a bug"));

        // Then
        await().untilAsserted(() -> assertThat(writes).containsExactly("1 [a]", "1 [b]"));
        assertThat(batches.pending()).isEqualTo(1);
    }

    @Test
    void shouldStartAnewForAnImageThatWasDoneWith() {
        // Given
        add(1, "a");
        await().until(() -> running.size() == 1);
        finish(0);

        // When
        add(1, "b");

        // Then
        await().untilAsserted(() -> assertThat(writes).containsExactly("1 [a]", "1 [b]"));
    }

    private void add(int image, String item) {
        answers.add(batches.add(digest(image), item));
    }

    private Uni<Void> write(ImageDigest digest, List<String> items) {
        writes.add(Integer.parseInt(digest.hex(), 16) + " " + items);
        return Uni.createFrom().emitter(running::add);
    }

    private void finish(int write) {
        running.get(write).complete(null);
    }
}
