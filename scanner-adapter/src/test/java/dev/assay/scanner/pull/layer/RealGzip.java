package dev.assay.scanner.pull.layer;

import java.util.Optional;

/** {@code igzip}, as it is installed. */
final class RealGzip {
    private RealGzip() {}

    static GzipProgram program() {
        return GzipProgram.find("igzip", System.getenv("PATH"))
                .orElseThrow(() -> new AssertionError("there is no igzip (Debian: apt-get install isal)"));
    }

    /** For the smallest layers, too. */
    static LayerTools always() {
        return new LayerTools(Optional.empty(), Optional.of(program()), 0);
    }
}
