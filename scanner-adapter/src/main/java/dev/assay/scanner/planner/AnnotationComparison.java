package dev.assay.scanner.planner;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.scan.ScanFinished;

/** Tells whether an Image shows a result. */
interface AnnotationComparison {
    /** Whether the Image carries what would be written for {@code finished}, whenever that was written. */
    boolean shows(ImageObject image, ScanFinished finished);
}
