package dev.assay.scanner.adapter;

import dev.assay.contract.annotation.QualityType;
import dev.assay.scanner.pull.PulledImage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of scanner. Implementations are CDI beans, and are called by several threads at once.
 *
 * <p>A scanner that could not look answers {@link ScanOutcome.CouldNotTell}; it never answers an empty result instead.
 */
public interface Scanner extends ScannerDescription {
    /** The provider's display name in annotations. */
    String providerName();

    /**
     * Looks at an image. Doing it twice gives the same result.
     *
     * @param wanted a subset of the quality types of {@link #keys()}
     * @param deadline when the caller stops waiting; what has not ended by then is {@code DEADLINE_EXCEEDED}
     * @return one outcome for each wanted type
     */
    Map<QualityType, ScanOutcome> scan(PulledImage image, Set<QualityType> wanted, Instant deadline)
            throws InterruptedException;

    /** Why no image can be looked at now, and what to do about it; empty when one can. Cheap: health checks ask often. */
    default Optional<String> trouble() {
        return Optional.empty();
    }
}
