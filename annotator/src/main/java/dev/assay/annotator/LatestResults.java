package dev.assay.annotator;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFinished;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How recent the results are that were brought onto Images, so that one that was overtaken on its way does not undo them.
 * Remembers the Images of late, for the life of this process: what slips through, the planner sees and tells again.
 * Thread-safe.
 */
final class LatestResults {
    private final Map<Key, Instant> latest;

    /** @param capacity the most annotations that are remembered; about 300 bytes each */
    LatestResults(int capacity) {
        latest = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Instant> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized void remember(List<ScanFinished> results) {
        results.forEach(it -> latest.merge(Key.of(it), it.finishedAt(), LatestResults::later));
    }

    synchronized boolean isOvertaken(ScanFinished result) {
        Instant shown = latest.get(Key.of(result));
        return shown != null && shown.isAfter(result.finishedAt());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private record Key(ImageDigest digest, QualityAnnotationKey annotation) {
        static Key of(ScanFinished result) {
            return new Key(result.digest(), result.key());
        }
    }
}
