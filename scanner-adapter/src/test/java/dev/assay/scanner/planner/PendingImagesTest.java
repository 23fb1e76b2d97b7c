package dev.assay.scanner.planner;

import static dev.assay.scanner.testing.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.ImageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingImagesTest {
    private final PendingImages pending = new PendingImages();

    @Test
    void shouldServeUrgentOnesFirstAndAmongEqualsTheFirstCome() {
        // Given
        pending.add(digest(1), Wish.BACKLOG);
        pending.add(digest(2), Wish.BACKLOG);
        pending.add(digest(3), Wish.APPEARED);
        pending.add(digest(4), Wish.PUSHED);
        pending.add(digest(5), Wish.RESCAN);

        // When
        List<ImageDigest> order = drain();

        // Then
        assertThat(order).containsExactly(digest(4), digest(5), digest(3), digest(1), digest(2));
    }

    @Test
    void shouldHoldEachImageOnceAtItsMostUrgent() {
        // Given
        pending.add(digest(1), Wish.BACKLOG);
        pending.add(digest(2), Wish.BACKLOG);
        pending.add(digest(2), Wish.RESCAN);
        pending.add(digest(2), Wish.BACKLOG);
        pending.add(digest(1), Wish.BACKLOG);

        // When
        int size = pending.size();
        Optional<Map.Entry<ImageDigest, Wish>> first = pending.poll();

        // Then
        assertThat(size).isEqualTo(2);
        assertThat(first).contains(Map.entry(digest(2), Wish.RESCAN));
        assertThat(drain()).containsExactly(digest(1));
        assertThat(pending.poll()).isEmpty();
    }

    private List<ImageDigest> drain() {
        List<ImageDigest> order = new ArrayList<>();
        for (var next = pending.poll(); next.isPresent(); next = pending.poll()) {
            order.add(next.get().getKey());
        }
        return order;
    }
}
