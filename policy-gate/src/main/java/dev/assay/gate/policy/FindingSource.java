package dev.assay.gate.policy;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.report.Finding;
import java.util.List;
import java.util.Optional;

/** The findings behind an annotation of the image that is being judged. */
@FunctionalInterface
public interface FindingSource {
    /** Empty when they can't be had; then nobody knows, which isn't the same as none. */
    Optional<List<Finding>> find(QualityAnnotationKey key);
}
