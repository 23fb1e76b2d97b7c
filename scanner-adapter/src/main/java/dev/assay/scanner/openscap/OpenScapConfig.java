package dev.assay.scanner.openscap;

import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.report.Severity;
import dev.assay.scanner.openscap.process.SandboxUse;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** OpenSCAP and its content. */
public interface OpenScapConfig {
    /** The program: a name that is looked for on the path, or a path. */
    @WithDefault("oscap")
    String command();

    /** What images are looked at for: {@code vulnerability} needs OVAL files, {@code policy} XCCDF data streams. */
    @WithDefault("vulnerability,policy")
    Set<QualityType> qualityTypes();

    /** Where the advisories are: OVAL definitions, {@code <ID>-<VERSION_ID>.oval.xml} after an image's os-release. */
    Optional<Path> ovalDirectory();

    /**
     * Feeds of advisories that are fetched: {@code <ID>-<VERSION_ID>} of a release that is known, such as
     * {@code debian-12}, or {@code <ID>-<VERSION_ID>=<address>} of any. The address may end with {@code #sha256=<digits>}
     * or {@code #sha256-list=<address>}. Default: none, so that nobody is contacted.
     */
    Optional<List<String>> feeds();

    /** How often publishers are asked for a newer feed; up to a tenth is added at random. */
    @WithDefault("6h")
    Duration feedsEvery();

    /** How long fetching one feed may take as a whole. */
    @WithDefault("15m")
    Duration feedTimeout();

    /** A feed that its publisher has not confirmed for so long is stale, which {@code /q/health/well} says. */
    @WithDefault("72h")
    Duration feedStaleAfter();

    /** Whether a feed may have less than half of the definitions of the one before; otherwise the one before stays. */
    @WithDefault("false")
    boolean feedsMayShrink();

    /**
     * A folder that feeds are taken from where there is no way to their publishers: {@code <ID>-<VERSION_ID>.oval.xml} or
     * a known publisher's own file name, as it is or as {@code .bz2}, {@code .gz} or {@code .xz}.
     */
    Optional<Path> importDirectory();

    /**
     * Where feeds lie that were fetched or imported; made when there are some. Workers may share it. A feed in
     * {@code oval-directory} comes before one of the same name here.
     */
    @WithDefault("/var/lib/assay/content")
    Path contentDirectory();

    /** Where the rules are: data streams of the SCAP Security Guide, {@code ssg-<product>-ds.xml}. */
    @WithDefault("/usr/share/xml/scap/ssg/content")
    Path xccdfDirectory();

    /** Which profile of a data stream: its id, or what stands behind {@code _profile_} in it. */
    @WithDefault("standard")
    String profile();

    /**
     * The same for single products, by what stands in a data stream's name, {@code ssg-<product>-ds.xml}: such as
     * {@code assay.openscap.profiles.debian11}.
     */
    Map<String, String> profiles();

    /**
     * Tailoring files (XCCDF 1.2) for single products, such as {@code assay.openscap.tailoring.debian11}: the product's
     * images are held against the file's profile. Where it has several, {@code profiles} says which.
     */
    Map<String, Path> tailoring();

    /**
     * Findings at least as grave make an image non-compliant: {@code critical}, {@code important}, {@code moderate},
     * {@code low} or {@code unknown}. Those of unknown severity always do: many feeds state none.
     */
    @WithDefault("unknown")
    Severity vulnerabilityThreshold();

    /** The same for rules that fail. */
    @WithDefault("moderate")
    Severity policyThreshold();

    /** The lowest score of a profile, of 100, with which an image is compliant; 0 asks for none. */
    @WithDefault("0")
    BigDecimal policyMinimumScore();

    /** Where scans unpack what they need: some MiB each while they run. The system's directory for temporary files. */
    Optional<Path> workDirectory();

    /** The largest content file, in MiB. */
    @WithName("content-mib")
    @WithDefault("512")
    long contentMiB();

    /** The largest package database of an image, in MiB. */
    @WithName("package-database-mib")
    @WithDefault("64")
    long packageDatabaseMiB();

    /**
     * Whether oscap gets a network, processes and a {@code /proc} of its own, by namespaces: {@code preferred} where the
     * platform allows it, {@code required} or else no scan, or {@code off}.
     */
    @WithDefault("preferred")
    SandboxUse sandbox();

    /** The largest RPM database of an image, in MiB. */
    @WithName("rpm-database-mib")
    @WithDefault("256")
    long rpmDatabaseMiB();

    /** Memory (address space) of one run of oscap, in MiB. Large data streams need about 500. */
    @WithName("memory-mib")
    @WithDefault("2048")
    long memoryMiB();

    /** Processor time of one run of oscap, in seconds. */
    @WithDefault("300")
    long cpuSeconds();

    /** The largest file that one run of oscap may write, in MiB. */
    @WithName("output-mib")
    @WithDefault("256")
    long outputMiB();

    /**
     * One of so many scans, chosen by the image's digest and the feed's, is compared with the whole feed as well as with
     * the part of it that is about the image's packages; where the two differ that is an error in the log, and the whole
     * feed's answer counts. Costs what oscap costs by itself. 0 for none.
     */
    @WithDefault("200")
    int selfCheckOneIn();
}
