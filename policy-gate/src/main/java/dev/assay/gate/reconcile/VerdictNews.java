package dev.assay.gate.reconcile;

import dev.assay.contract.verdict.Verdict;

/** Where verdicts are told. */
@FunctionalInterface
interface VerdictNews {
    void tell(Verdict verdict);
}
