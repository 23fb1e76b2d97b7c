package dev.assay.scanner.openscap.process;

import java.util.Locale;

/** What can be put between a program and the machine, where the platform allows it. */
public enum Protection {
    /** A network namespace of its own, with nothing in it. */
    NETWORK("it could reach the network"),
    /** A process namespace of its own, which ends with it: nothing that it starts outlives it. */
    PROCESSES("what it starts and lets go of could outlive the scan"),
    /** A {@code /proc} of its own, in which no process of the machine is seen. */
    PROC("it could read what /proc says of our own processes");

    private final String otherwise;

    Protection(String otherwise) {
        this.otherwise = otherwise;
    }

    /** As it is called in logs and health checks. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is possible without it, for people. */
    public String otherwise() {
        return otherwise;
    }
}
