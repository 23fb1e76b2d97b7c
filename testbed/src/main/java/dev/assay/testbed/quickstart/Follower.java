package dev.assay.testbed.quickstart;

import dev.assay.contract.image.ImageDigest;
import dev.assay.testbed.cluster.ImageState;
import java.io.IOException;
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

    /**
     * Follows images as they are pushed.
     *
     * @param followed gets them
     * @param limit from the last push on
     * @return whether all ended in time
     * @throws StoppedException when the user doesn't want to wait
     */
    boolean follow(Pushes pushes, List<Followed> followed, Duration limit) throws IOException {
        long lastPush = progress.now();
        while (true) {
            boolean complete = pushes.areDone();
            for (Subject subject : pushes.take()) {
                followed.add(new Followed(subject));
                lastPush = subject.pushed();
            }
            followed.forEach(this::look);
            if (complete && followed.stream().allMatch(it -> it.isSettled(progress.now()))) {
                return true;
            }
            if (complete && progress.now() - lastPush > limit.toNanos()) {
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
