package dev.assay.contract.verdict;

/** What the gate makes of an image. */
public enum Decision {
    /** Every policy that matches had what it needed, and passed. */
    ALLOW,
    /** It would run, but a policy that only warns or audits failed. */
    WARN,
    /** It may not run. */
    DENY,
    /** Nobody could tell: not scanned, scan failed, stale or unreadable. Not a pass. */
    UNDECIDED
}
