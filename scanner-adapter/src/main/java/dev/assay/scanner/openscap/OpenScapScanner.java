package dev.assay.scanner.openscap;

import dev.assay.contract.annotation.ProviderId;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.scan.AdapterName;
import dev.assay.contract.scan.ScannerState;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.adapter.Scanner;
import dev.assay.scanner.openscap.content.ContentCatalogue;
import dev.assay.scanner.openscap.content.FeedStore;
import dev.assay.scanner.openscap.content.RulesFolder;
import dev.assay.scanner.openscap.fault.CannotTellException;
import dev.assay.scanner.openscap.oval.OvalScan;
import dev.assay.scanner.openscap.process.Oscap;
import dev.assay.scanner.openscap.process.ProcessLimits;
import dev.assay.scanner.openscap.process.Sandbox;
import dev.assay.scanner.openscap.xccdf.ProfileSettings;
import dev.assay.scanner.openscap.xccdf.XccdfScan;
import dev.assay.scanner.pull.PulledImage;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * OpenSCAP's {@code oscap}: advisories (OVAL) as {@code vulnerability.openscap}, rules (XCCDF) as {@code policy.openscap}.
 * Images are looked at without running anything of them and with few rights.
 */
@Singleton
public class OpenScapScanner implements Scanner {
    // Goes up when the same image and content would give another result.
    private static final String ADAPTER_REVISION = "5";
    private static final ProviderId PROVIDER = new ProviderId("openscap");
    private static final long MIB = 1024L * 1024;

    private final OpenScapConfig config;
    private final ContentCatalogue content;
    private final ProfileSettings profiles;
    private final Oscap oscap;
    private final ImageInspection inspection;
    private final VulnerabilityJudge vulnerabilities;
    private final XccdfScan xccdf;
    private final PolicyJudge policies;

    @Inject
    public OpenScapScanner(OpenScapConfig config, Clock clock) {
        this.config = config;
        Path workDirectory = config.workDirectory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        content = new ContentCatalogue(
                config.ovalDirectory(),
                new FeedStore(config.contentDirectory()),
                config.xccdfDirectory(),
                config.contentMiB() * MIB);
        oscap = new Oscap(
                config.command(),
                workDirectory,
                new ProcessLimits(config.memoryMiB(), config.cpuSeconds(), config.outputMiB()),
                config.sandbox(),
                clock);
        OvalScan oval = new OvalScan(oscap, workDirectory, config.selfCheckOneIn());
        inspection = new ImageInspection(
                workDirectory,
                config.packageDatabaseMiB() * MIB,
                config.rpmDatabaseMiB() * MIB,
                oscap,
                config.qualityTypes().contains(QualityType.POLICY));
        vulnerabilities = new VulnerabilityJudge(content, oval, config.vulnerabilityThreshold());
        profiles = new ProfileSettings(config.profile(), config.profiles(), config.tailoring());
        xccdf = new XccdfScan(oscap, profiles);
        policies = new PolicyJudge(
                content, oval, xccdf, new PolicyThreshold(config.policyThreshold(), config.policyMinimumScore()));
    }

    @Override
    public ScannerState state() {
        return new ScannerState(
                new AdapterName("openscap"),
                oscapVersion(),
                config.qualityTypes().stream()
                        .map(it -> new ScannerState.Content(new QualityAnnotationKey(it, PROVIDER), contentVersion(it)))
                        .toList());
    }

    @Override
    public String providerName() {
        return "OpenSCAP";
    }

    @Override
    public Optional<String> trouble() {
        return oscapVersion().equals(Oscap.MISSING)
                ? Optional.of("there is no program " + config.command()
                        + ": install it (Debian: openscap-scanner, Red Hat: openscap-scanner),"
                        + " or say where it is by assay.openscap.command")
                : Optional.empty();
    }

    @Override
    public Map<QualityType, ScanOutcome> scan(PulledImage image, Set<QualityType> wanted, Instant deadline)
            throws InterruptedException {
        Map<QualityType, ScanOutcome> outcomes = new EnumMap<>(QualityType.class);
        try (InspectedImage inspected = inspection.inspect(image, deadline)) {
            for (QualityType type : wanted) {
                outcomes.put(type, outcome(type, inspected, deadline));
            }
        } catch (CannotTellException e) {
            wanted.forEach(it -> outcomes.put(it, new ScanOutcome.CouldNotTell(e.reason(), detail(e))));
        }
        if (Thread.interrupted()) {
            // Reading a file fails when its reader is interrupted, which says nothing about the image.
            throw new InterruptedException();
        }
        return Map.copyOf(outcomes);
    }

    private ScanOutcome outcome(QualityType type, InspectedImage image, Instant deadline) throws InterruptedException {
        try {
            return switch (type) {
                case VULNERABILITY -> vulnerabilities.judge(image, deadline);
                case POLICY -> policies.judge(image, deadline);
                case LICENSE, OPERATIONS ->
                    new ScanOutcome.CouldNotTell(
                            FailureReason.NOT_APPLICABLE, "OpenSCAP says nothing about " + type.id());
            };
        } catch (CannotTellException e) {
            return new ScanOutcome.CouldNotTell(e.reason(), detail(e));
        } catch (IOException e) {
            return new ScanOutcome.CouldNotTell(
                    FailureReason.SCANNER_ERROR,
                    "the scan's own files could not be written or read: " + CannotTellException.why(e));
        }
    }

    /** What is wrong with rules, now and by the scans so far, for people. */
    List<String> rulesTroubles() {
        return Stream.of(
                        RulesFolder.trouble(config.xccdfDirectory()).stream(),
                        profiles.troubles(config.xccdfDirectory()).stream(),
                        xccdf.troubles().values().stream())
                .flatMap(it -> it)
                .distinct()
                .toList();
    }

    /** Why RPM databases can't be looked into; empty when they can. */
    Optional<String> rpmTrouble() throws InterruptedException {
        return oscap.rpmTrouble();
    }

    /** What surrounds each run of oscap. */
    Sandbox sandbox() throws InterruptedException {
        return oscap.sandbox();
    }

    private static String detail(CannotTellException e) {
        return CannotTellException.why(e);
    }

    private String oscapVersion() {
        try {
            return oscap.version();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    /** What is set has a part in the result as well. */
    private String contentVersion(QualityType type) {
        return switch (type) {
            case VULNERABILITY ->
                String.join(
                        "-",
                        content.advisoriesVersion(),
                        config.vulnerabilityThreshold().label(),
                        ADAPTER_REVISION);
            case POLICY ->
                String.join(
                        "-",
                        content.rulesVersion(),
                        profiles.version(),
                        config.policyThreshold().label(),
                        config.policyMinimumScore().toPlainString(),
                        ADAPTER_REVISION);
            case LICENSE, OPERATIONS -> ADAPTER_REVISION;
        };
    }
}
