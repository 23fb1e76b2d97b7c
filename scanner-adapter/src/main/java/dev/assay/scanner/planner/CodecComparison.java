package dev.assay.scanner.planner;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.scan.ScanFinished;

final class CodecComparison implements AnnotationComparison {
    @Override
    public boolean shows(ImageObject image, ScanFinished finished) {
        return image.annotations().containsKey(finished.key().annotationKey());
    }
}
