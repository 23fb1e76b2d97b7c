package dev.assay.testbed.quickstart;

import dev.assay.contract.image.ImageDigest;
import dev.assay.testbed.cluster.ImageState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks at the Image objects again and again until each has ended, or time is up. */
final class Follower {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Function<ImageDigest, Optional<ImageState>> images;
    private final Progress progress;
    private final StopSignal stop;

    /** @param images the objects as they are now */
    Follower(Function<ImageDigest, Optional<ImageState>> images, Progress progress, StopSignal stop) {
        this.images = images;
        this.progress = progress;
        this.stop = stop;
    }

    /** Whether all ended within {@code limit}. @throws StoppedException when the user doesn't want to wait */
    boolean follow(List<Followed> followed, Duration limit) {
        long start = progress.now();
        while (true) {
            followed.forEach(this::look);
            if (followed.stream().allMatch(it -> it.isSettled(progress.now()))) {
                return true;
            }
            if (progress.now() - start > limit.toNanos()) {
                return false;
            }
            if (stop.isAskedWithin(PAUSE)) {
                throw new StoppedException();
            }
        }
    }

    private void look(Followed image) {
        images.apply(image.subject().digest())
                .ifPresent(state -> image.see(state, progress.now()).forEach(progress::say));
    }
}
