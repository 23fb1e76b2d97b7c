package dev.assay.testbed.service;

import java.nio.file.Path;

/** The Java that runs this, for children. */
final class Java {
    private Java() {}

    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }
}
