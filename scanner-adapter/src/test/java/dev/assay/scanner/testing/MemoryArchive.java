package dev.assay.scanner.testing;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.scanner.archive.Archive;
import dev.assay.scanner.archive.ArchivedScan;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An archive that forgets with the test. */
public final class MemoryArchive implements Archive {
    private final Map<String, ArchivedScan> scans = new ConcurrentHashMap<>();
    private final Map<String, ArchivedScan> beside = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();

    @Override
    public void put(ArchivedScan scan) {
        Map<String, ArchivedScan> place = scan.finished().belongsOnImage() ? scans : beside;
        place.put(name(scan.finished().digest(), scan.finished().key()), scan);
    }

    @Override
    public Optional<ArchivedScan> find(ImageDigest digest, QualityAnnotationKey key) {
        reads.incrementAndGet();
        return Optional.ofNullable(scans.get(name(digest, key)));
    }

    @Override
    public Optional<ArchivedScan> failedSince(ScanFinished result) {
        return Optional.ofNullable(beside.get(name(result.digest(), result.key())))
                .filter(it -> it.finished() instanceof ScanFailed failed
                        && failed.earlierResult().equals(Optional.of(result.finishedAt())));
    }

    public void put(ScanFinished finished) {
        put(new ArchivedScan(finished, Samples.reference(finished.digest()), Optional.empty()));
    }

    /** How often it was asked. */
    public int reads() {
        return reads.get();
    }

    private static String name(ImageDigest digest, QualityAnnotationKey key) {
        return digest + "/" + key;
    }
}
