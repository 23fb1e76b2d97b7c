package dev.assay.scanner.openscap;

import dev.assay.contract.annotation.ProviderId;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.QualityType;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.pull.PulledImage;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A scanner with folders of its own, below a directory of the test. */
final class Workbench {
    /** The real one; another of its versions may be named by the system property. */
    private static final String OSCAP = System.getProperty("assay.test.oscap", "/usr/bin/oscap");

    static final Duration ENOUGH = Duration.ofMinutes(2);

    private final Path work;
    private final Path oval;
    private final Map<String, String> settings = new HashMap<>();

    Workbench(Path directory) throws IOException {
        work = Files.createDirectory(directory.resolve("work"));
        oval = Files.createDirectory(directory.resolve("oval"));
        // Scans run as nobody where the test is run by root, and have to get there.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        settings.put("assay.openscap.command", OSCAP);
        settings.put("assay.openscap.work-directory", work.toString());
        settings.put("assay.openscap.oval-directory", oval.toString());
        settings.put(
                "assay.openscap.content-directory", directory.resolve("content").toString());
    }

    Workbench set(String name, String value) {
        settings.put("assay.openscap." + name, value);
        return this;
    }

    Workbench feed(String release, Object text) throws IOException {
        Files.writeString(oval.resolve(release + ".oval.xml"), text.toString());
        return this;
    }

    /** Puts a shell script in the place of oscap; {@code $OSCAP} in it is the real one. */
    Workbench oscapIs(String script) throws IOException {
        Path file = work.resolveSibling("oscap");
        Files.writeString(file, "#!/bin/sh\nOSCAP=" + OSCAP + "\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return set("command", file.toString());
    }

    /** Closes the folders to all others, so that oscap runs as the user of the test. */
    Workbench closed() throws IOException {
        Files.setPosixFilePermissions(work.getParent(), PosixFilePermissions.fromString("rwx------"));
        return this;
    }

    Path work() {
        return work;
    }

    static OpenScapConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(OpenScapConfig.class, "assay.openscap")
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(OpenScapConfig.class, "assay.openscap");
    }

    OpenScapScanner scanner() {
        return new OpenScapScanner(config(settings), Clock.systemUTC());
    }

    /** Of which results of that type would tell. */
    String contentVersion(QualityType type) {
        return scanner()
                .state()
                .identity(new QualityAnnotationKey(type, new ProviderId("openscap")))
                .contentVersion();
    }

    ScanOutcome vulnerabilities(PulledImage image) throws InterruptedException {
        return scan(QualityType.VULNERABILITY, image, ENOUGH);
    }

    ScanOutcome policy(PulledImage image) throws InterruptedException {
        return scan(QualityType.POLICY, image, ENOUGH);
    }

    ScanOutcome scan(QualityType type, PulledImage image, Duration patience) throws InterruptedException {
        return scan(scanner(), type, image, patience);
    }

    static ScanOutcome scan(OpenScapScanner scanner, QualityType type, PulledImage image, Duration patience)
            throws InterruptedException {
        Instant deadline = Clock.systemUTC().instant().plus(patience);
        return Objects.requireNonNull(
                scanner.scan(image, Set.of(type), deadline).get(type));
    }
}
