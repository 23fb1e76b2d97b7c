package dev.assay.annotator;

import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFinished;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which results were brought onto Images of late, so that nothing lesser undoes them: an older result that was overtaken
 * on its way, or a failure, which takes nothing from what was found in bytes that don't change. It is remembered here, and
 * not read from the Image, where anybody can write. It ends with the process; the archive knows for longer, and who tells
 * results tells what the archive holds. Thread-safe.
 */
final class LatestResults {
    private final Map<Key, Shown> latest;

    /** @param capacity the most annotations that are remembered; about 300 bytes each */
    LatestResults(int capacity) {
        latest = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Shown> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized void remember(List<ScanFinished> results) {
        results.forEach(result -> latest.merge(Key.of(result), Shown.of(result), Shown::orBetter));
    }

    /** Whether it is the very one that was last brought onto the Image. */
    synchronized boolean isShown(ScanFinished result) {
        return Shown.of(result).equals(latest.get(Key.of(result)));
    }

    synchronized boolean isOutdone(ScanFinished result) {
        Shown shown = latest.get(Key.of(result));
        return shown != null && shown.outdoes(Shown.of(result));
    }

    /**
     * Whether the result is to be written whatever the Image says now: it is no lesser one than what was last brought there,
     * and it says something else. False where nothing is remembered.
     */
    synchronized boolean isNews(ScanFinished result) {
        Shown shown = latest.get(Key.of(result));
        Shown now = Shown.of(result);
        return shown != null
                && shown.completed
                && now.completed
                && !shown.outdoes(now)
                && shown.statement != now.statement;
    }

    private record Key(ImageDigest digest, QualityAnnotationKey annotation) {
        static Key of(ScanFinished result) {
            return new Key(result.digest(), result.key());
        }
    }

    /** @param statement a hash of what it says, whenever it was said: of different ones, what they say is different */
    private record Shown(Instant finishedAt, boolean completed, int statement) {
        static Shown of(ScanFinished result) {
            return new Shown(result.finishedAt(), result instanceof ScanCompleted, statement(result.annotation()));
        }

        private static int statement(QualityAnnotation annotation) {
            return Objects.hash(
                    annotation.name(),
                    annotation.description(),
                    annotation.reference(),
                    annotation.scannerVersion(),
                    annotation.compliance(),
                    annotation.summary());
        }

        boolean outdoes(Shown other) {
            return completed == other.completed ? finishedAt.isAfter(other.finishedAt) : completed;
        }

        Shown orBetter(Shown other) {
            return outdoes(other) ? this : other;
        }
    }
}
