package dev.assay.scanner.adapter;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.scan.AdapterName;
import dev.assay.contract.scan.ScannerState;
import java.util.Set;

/** What has to be known of a scanner to ask it, wherever it runs. */
public interface ScannerDescription {
    /** Who looks, and with which content at this moment. Cheap: the planner asks often. */
    ScannerState state();

    default AdapterName adapter() {
        return state().adapter();
    }

    /** The annotation keys that this scanner's results are written under. */
    default Set<QualityAnnotationKey> keys() {
        return state().keys();
    }
}
