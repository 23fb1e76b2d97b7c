package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.ImageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private final Map<ImageDigest, ImageObject> images = new HashMap<>();
    private final Queue<Runnable> thread = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final Subscription subscription = subscribe("a", false);

    @Test
    void shouldTellTheLatestStateOnceHoweverOftenItChanged() {
        // Given
        image(1, Map.of());
        subscription.touched(Samples.digest(1));
        image(1, Map.of(Samples.QUALITY, "{}"));
        subscription.touched(Samples.digest(1));

        // When
        runThread();

        // Then
        assertThat(told).containsExactly("a changed 1 " + Map.of(Samples.QUALITY, "{}"));
    }

    @Test
    void shouldTellOfARemoval() {
        // Given
        subscription.touched(Samples.digest(3));

        // When
        runThread();

        // Then
        assertThat(told).containsExactly("a removed 3");
    }

    @Test
    void shouldTellAgainOfAChangeThatCameAfterTheTelling() {
        // Given
        image(1, Map.of());
        subscription.touched(Samples.digest(1));
        runThread();
        subscription.touched(Samples.digest(1));

        // When
        runThread();

        // Then
        assertThat(told).hasSize(2);
    }

    @Test
    void shouldLetListenersTakeTurns() {
        // Given
        Subscription other = subscribe("b", false);
        List.of(subscription, other).forEach(it -> {
            it.touched(Samples.digest(1));
            it.touched(Samples.digest(2));
        });

        // When
        runThread();

        // Then
        assertThat(told).containsExactly("a removed 1", "b removed 1", "a removed 2", "b removed 2");
    }

    @Test
    void shouldGoOnAfterAListenersBug() {
        // Given
        Subscription broken = subscribe("b", true);
        broken.touched(Samples.digest(1));
        broken.touched(Samples.digest(2));

        // When
        runThread();

        // Then
        assertThat(told).containsExactly("b removed 1", "b removed 2");
        assertThat(broken.waiting()).isZero();
    }

    @Test
    void shouldNeverHaveMoreThanOneTaskWaiting() {
        // When
        for (int i = 0; i < 100; i++) {
            subscription.touched(Samples.digest(i));
        }

        // Then
        assertThat(thread).hasSize(1);
        assertThat(subscription.waiting()).isEqualTo(100);
    }

    private void image(int number, Map<String, String> annotations) {
        images.put(Samples.digest(number), Samples.image(number, annotations));
    }

    private void runThread() {
        while (!thread.isEmpty()) {
            thread.remove().run();
        }
    }

    private Subscription subscribe(String name, boolean fails) {
        return new Subscription(
                new ImageInventory.Listener() {
                    @Override
                    public void changed(ImageObject image) {
                        told.add(name + " changed " + number(image.digest()) + " " + image.annotations());
                    }

                    @Override
                    public void removed(ImageDigest digest) {
                        told.add(name + " removed " + number(digest));
                        if (fails) {
                            throw new IllegalStateException("a bug");
                        }
                    }
                },
                digest -> Optional.ofNullable(images.get(digest)),
                thread::add);
    }

    private static int number(ImageDigest digest) {
        return Integer.parseInt(digest.hex(), 16);
    }
}
