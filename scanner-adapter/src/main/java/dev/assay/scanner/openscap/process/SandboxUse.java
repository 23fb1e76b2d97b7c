package dev.assay.scanner.openscap.process;

/** Whether a program is run without what the platform does not allow. */
public enum SandboxUse {
    /** With all that is possible. */
    PREFERRED,
    /** With everything, or not at all. */
    REQUIRED,
    /** With nothing but limits and few rights. */
    OFF
}
