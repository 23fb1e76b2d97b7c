package dev.assay.gate.annotation;

/** Whose deny-execution it is. */
enum Denier {
    /** The image isn't denied, or the gate does not know of it. */
    NOBODY,
    /** The gate set it, and may take it back. */
    GATE,
    /** It was there without the gate's mark: a person, or another tool. Never touched. */
    SOMEONE_ELSE
}
