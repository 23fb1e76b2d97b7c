package dev.assay.gate.annotation;

import dev.assay.contract.verdict.Verdict;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be done about an Image.
 *
 * @param patch annotations to set, or with an empty value to delete, all of it in one patch; empty when the Image says
 *     already what it should
 * @param putsBack whether the gate had denied the image already, and somebody else took that away
 * @param news the verdict, when it is another than the Image tells of so far
 */
public record AnnotationChange(Map<String, Optional<String>> patch, boolean putsBack, Optional<Verdict> news) {
    public AnnotationChange {
        patch = Map.copyOf(patch);
    }
}
