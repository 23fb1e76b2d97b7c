package dev.assay.scanner.planner;

import static dev.assay.scanner.testing.Samples.NOON;
import static dev.assay.scanner.testing.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.ImageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingImagesTest {
    private static final Instant LATER = NOON.plus(Duration.ofMinutes(1));

    private final PendingImages pending = new PendingImages();

    @Test
    void shouldServeUrgentOnesFirstAndAmongEqualsTheFirstCome() {
        // Given
        pending.add(digest(1), Wish.BACKLOG.aged(), "a", NOON);
        pending.add(digest(2), Wish.BACKLOG, "a", NOON);
        pending.add(digest(3), Wish.BACKLOG, "b", NOON);
        pending.add(digest(4), Wish.BACKLOG, "a", NOON);
        pending.add(digest(5), Wish.APPEARED, "a", NOON);
        pending.add(digest(6), Wish.RUNNING, "a", NOON);
        pending.add(digest(7), Wish.PUSHED, "a", NOON);
        pending.add(digest(8), Wish.RESCAN, "a", NOON);

        // When
        List<ImageDigest> order = drain();

        // Then
        assertThat(order)
                .containsExactly(
                        digest(7), digest(8), digest(6), digest(5), digest(2), digest(3), digest(4), digest(1));
    }

    @Test
    void shouldHoldEachImageOnceAtItsMostUrgent() {
        // Given
        pending.add(digest(1), Wish.BACKLOG, "a", NOON);
        pending.add(digest(2), Wish.BACKLOG, "a", NOON);
        pending.add(digest(2), Wish.RESCAN, "a", LATER);
        pending.add(digest(2), Wish.BACKLOG, "a", LATER);
        pending.add(digest(1), Wish.BACKLOG, "a", LATER);

        // Then
        assertThat(pending.size(Urgency.ASKED_FOR)).isEqualTo(1);
        assertThat(pending.size(Urgency.BACKLOG)).isEqualTo(1);
        assertThat(pending.oldest(Urgency.ASKED_FOR)).contains(LATER);
        assertThat(pending.oldest(Urgency.BACKLOG)).contains(NOON);

        // When
        Optional<PendingImages.Waiting> first = pending.poll(Urgency.ASKED_FOR, any -> true);

        // Then
        assertThat(first).map(PendingImages.Waiting::digest).contains(digest(2));
        assertThat(first).map(PendingImages.Waiting::wish).contains(Wish.RESCAN);
        assertThat(drain()).containsExactly(digest(1));
        assertThat(pending.oldest(Urgency.BACKLOG)).isEmpty();
    }

    @Test
    void shouldPassByThoseWhoseRegistryIsToBeSpared() {
        // Given
        pending.add(digest(1), Wish.BACKLOG, "spared", NOON);
        pending.add(digest(2), Wish.BACKLOG, "other", NOON);

        // Then
        assertThat(pending.poll(Urgency.BACKLOG, it -> it.equals("other")))
                .map(PendingImages.Waiting::digest)
                .contains(digest(2));
        assertThat(pending.poll(Urgency.BACKLOG, it -> it.equals("other"))).isEmpty();
        assertThat(drain()).containsExactly(digest(1));
    }

    @Test
    void shouldMoveAnImageToItsNewRegistry() {
        // Given
        pending.add(digest(1), Wish.BACKLOG, "old", NOON);

        // When
        pending.add(digest(1), Wish.BACKLOG, "new", NOON);

        // Then
        assertThat(pending.poll(Urgency.BACKLOG, it -> it.equals("old"))).isEmpty();
        assertThat(drain()).containsExactly(digest(1));
    }

    @Test
    void shouldForgetWhatIsGone() {
        // Given
        pending.add(digest(1), Wish.BACKLOG, "a", NOON);
        pending.add(digest(2), Wish.PUSHED, "a", NOON);

        // When
        pending.forgetUnless(digest(2)::equals);

        // Then
        assertThat(drain()).containsExactly(digest(2));
    }

    private List<ImageDigest> drain() {
        List<ImageDigest> order = new ArrayList<>();
        for (Urgency urgency : Urgency.values()) {
            for (var next = pending.poll(urgency, any -> true);
                    next.isPresent();
                    next = pending.poll(urgency, any -> true)) {
                order.add(next.get().digest());
            }
        }
        return order;
    }
}
