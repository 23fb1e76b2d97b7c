package dev.assay.gate.reconcile;

import dev.assay.contract.image.ImageDigest;
import dev.assay.gate.admission.NamespacePasses;
import java.util.Map;

/** What is remembered of each image that was judged, for those who ask for it in between. */
record JudgedImages(PolicyTally tally, NamespacePasses passes) {
    void put(ImageDigest digest, Judge.Judged judged) {
        tally.judged(digest, judged.ruling());
        passes.set(digest, judged.passes());
    }

    void forget(ImageDigest digest) {
        tally.forget(digest);
        passes.set(digest, Map.of());
    }
}
