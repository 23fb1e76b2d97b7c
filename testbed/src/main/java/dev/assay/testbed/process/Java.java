package dev.assay.testbed.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** The Java that runs this, for children. */
public final class Java {
    private Java() {}

    public static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** The absolute path of a program that the build packaged. @throws IllegalStateException when it did not */
    public static String packaged(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing: build it with mvn -DskipTests package");
        }
        return jar.toAbsolutePath().toString();
    }
}
