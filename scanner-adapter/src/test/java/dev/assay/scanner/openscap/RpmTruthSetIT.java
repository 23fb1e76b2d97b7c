package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.openscap.rpm.RpmVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in images whose packages rpm itself put there, held against what rpm says of their versions. */
class RpmTruthSetIT {
    private static final Map<String, String> PACKAGES = new LinkedHashMap<>(Map.of(
            "openssl", "1:3.0.7-24.el9",
            "bash", "0:5.1.8-6.el9_1",
            "NetworkManager", "1:1.42.2-8.el9_2",
            "tilde", "0:1.2~rc1-1",
            "caret", "0:1.2^20230101git-1",
            "zeros", "0:007.08-01",
            "dated", "0:20230815123456789012345-1",
            "java-11-openjdk", "1:11.0.19.0.7-4.el9",
            "perl_x", "4:5.32.1-480.el9",
            "libstdc++", "0:11.3.1-4.3.el9"));

    @TempDir
    Path directory;

    private Workbench workbench;

    @BeforeEach
    void layOut() throws IOException {
        workbench = new Workbench(directory);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFindWhatRpmCallsOlder(boolean asOurselves) throws Exception {
        // Given: all bounds around all versions
        RpmOval feed = new RpmOval();
        Set<String> bounds = new LinkedHashSet<>();
        PACKAGES.values().forEach(it -> bounds.addAll(around(it)));
        Map<String, String> pairs = new LinkedHashMap<>();
        PACKAGES.forEach((name, version) -> bounds.forEach(bound -> {
            String cve = String.format(Locale.ROOT, "CVE-2031-%05d", 10_000 + pairs.size());
            pairs.put(cve, version + " " + bound);
            feed.vulnerable(cve, name, bound);
        }));
        feed.vulnerable("CVE-2030-0001", "provided", "0:99-1").vulnerable("CVE-2030-0002", "absent", "0:99-1");
        workbench.feed("rhel-9", feed);
        // By the feed as it is cut for the image, or by the whole feed, whose answer counts where the two differ.
        workbench.set("self-check-one-in", asOurselves ? "1" : "0");
        if (asOurselves) {
            workbench.closed();
        }

        // When
        ScanOutcome outcome = workbench.vulnerabilities(image(database(), "var/lib/rpm/rpmdb.sqlite"));

        // Then
        List<String> older = older(pairs);
        assertThat(pairs).hasSizeGreaterThan(500);
        assertThat(older).hasSizeBetween(pairs.size() / 10, pairs.size() * 9 / 10);
        assertThat(outcome)
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it -> assertThat(it.findings())
                        .extracting(finding -> finding.id())
                        .containsExactlyInAnyOrderElementsOf(older));
        assertThat(((ScanOutcome.Told) outcome).findings())
                .allSatisfy(it -> assertThat(it.fixed()).isPresent());
        pairs.forEach((cve, pair) -> {
            String[] words = pair.split(" ", -1);
            assertThat(new RpmVersion(words[0]).isBelow(new RpmVersion(words[1])))
                    .as(pair)
                    .isEqualTo(older.contains(cve));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr/lib/sysimage/rpm/rpmdb.sqlite", "var/lib/rpm/rpmdb.sqlite"})
    void shouldFindTheDatabaseWhereDistributionsHaveIt(String path) throws Exception {
        workbench.feed("rhel-9", new RpmOval().vulnerable("CVE-2030-0001", "bash", "0:99-1"));
        assertThat(workbench.vulnerabilities(image(database(), path)))
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it -> assertThat(it.findings()).hasSize(1));
    }

    /** Of RHEL 6 and 7, and of SUSE before 15 SP3. Its headers are the same, so the truth is: which one is older. */
    @Test
    void shouldReadTheDatabasesOfOlderDistributions() throws Exception {
        // Given
        RpmOval feed = new RpmOval();
        Map<String, String> pairs = new LinkedHashMap<>();
        PACKAGES.forEach((name, version) -> around(version).forEach(bound -> {
            String cve = String.format(Locale.ROOT, "CVE-2031-%05d", 10_000 + pairs.size());
            pairs.put(cve, version + " " + bound);
            feed.vulnerable(cve, name, bound);
        }));
        workbench.feed("rhel-9", feed);

        // When
        ScanOutcome outcome = workbench.vulnerabilities(berkeley(folder -> {}));

        // Then
        assertThat(outcome)
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it -> assertThat(it.findings())
                        .extracting(finding -> finding.id())
                        .containsExactlyInAnyOrderElementsOf(older(pairs)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "truncate -s 4096 Packages | SCANNER_ERROR",
                "rm Name | SCANNER_ERROR",
                "dd if=/dev/zero of=Packages bs=1 count=1 seek=12 conv=notrunc | IMAGE_INVALID",
            })
    void shouldNotTellOfADamagedOneOfThem(String damage, FailureReason reason) throws Exception {
        workbench.feed("rhel-9", new RpmOval().vulnerable("CVE-2030-0001", "bash", "0:99-1"));
        AlteredImage image = berkeley(folder -> RealTool.lines(folder, Optional.empty(), "sh", "-c", damage));
        assertThat(workbench.vulnerabilities(image))
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.reason()).as(it.detail()).isEqualTo(reason));
    }

    /** Which modules are enabled is in no database, and is looked at whether or not rules are. */
    @ParameterizedTest
    @CsvSource({"18, 1", "20, 0"})
    void shouldFindWhatIsAboutAStreamOfAModule(String stream, int findings) throws Exception {
        workbench
                .set("quality-types", "vulnerability")
                .feed(
                        "rhel-9",
                        new RpmOval()
                                .vulnerableInModule("CVE-2030-0001", "bash", "0:99-1", "nodejs", "18")
                                .vulnerable("CVE-2030-0002", "absent", "0:99-1"));
        DirectoryImage base = new DirectoryImage()
                .with("etc/os-release", osRelease())
                .with(
                        "etc/dnf/modules.d/nodejs.module",
                        "[nodejs]\nname=nodejs\nstream=" + stream + "\nprofiles=\nstate=enabled\n");
        assertThat(workbench.vulnerabilities(on(base, database(), "var/lib/rpm/rpmdb.sqlite")))
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it -> assertThat(it.findings()).hasSize(findings));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "head -c 60000 /dev/urandom > $DB | IMAGE_INVALID | does not begin as one",
                "truncate -s 40000 $DB | SCANNER_ERROR | malformed",
                ": > $DB | IMAGE_INVALID | does not begin as one",
                "truncate -s 2G $DB | IMAGE_TOO_LARGE | assay.openscap.rpm-database-mib",
                "rm $DB; mkfifo $DB | NOT_APPLICABLE | no RPM database",
                "rm $DB; ln -s /var/lib/rpm/rpmdb.sqlite $DB | NOT_APPLICABLE | no RPM database",
                "echo hot > $DB-journal | IMAGE_INVALID | in the middle of a change",
                "printf RpmP > ${DB%/*}/Packages.db | IMAGE_INVALID | several RPM databases",
                "rm $DB; printf 'RpmP%01000d' 0 > ${DB%/*}/Packages.db | SCANNER_ERROR | dummy database",
                "rm $DB; rpm --root $PWD --dbpath /${DB%/*} --define \"_db_backend sqlite\" --initdb | SCANNER_ERROR |"
                        + " does not see all packages of the image's RPM database ('does not exist')",
                "truncate -s 1048577 $DB | IMAGE_TOO_LARGE | larger than 1048576 bytes",
                "mkdir -p var/lib/dpkg; echo x > var/lib/dpkg/status | SCANNER_ERROR | both an RPM database and one of dpkg"
            })
    void shouldNotTellOfWhatIsNoDatabase(String damage, FailureReason reason, String detail) throws Exception {
        workbench
                .set("rpm-database-mib", "1")
                .feed("rhel-9", new RpmOval().vulnerable("CVE-2030-0001", "bash", "0:99-1"));
        AlteredImage image = damaged(damage);
        assertThat(workbench.vulnerabilities(image))
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.detail()).contains(detail))
                .satisfies(it -> assertThat(it.reason()).isEqualTo(reason));
    }

    @Test
    void shouldReadADatabaseThatIsJustSmallEnough() throws Exception {
        workbench
                .set("rpm-database-mib", "1")
                .feed("rhel-9", new RpmOval().vulnerable("CVE-2030-0001", "bash", "0:99-1"));
        assertThat(workbench.vulnerabilities(damaged("truncate -s 1048576 $DB")))
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it -> assertThat(it.findings()).hasSize(1));
    }

    /** oscap itself goes on with those that it has seen, and ends well. */
    @ParameterizedTest
    @ValueSource(strings = {"incomplete", "error", "not collected"})
    void shouldNotTellWhenOscapSaysThatItHasNotSeenAllPackages(String flag) throws Exception {
        workbench
                .feed("rhel-9", new RpmOval().vulnerable("CVE-2030-0001", "bash", "0:99-1"))
                .oscapIs("$OSCAP \"$@\" || exit\n[ \"$2\" != collect ] || sed -i 's/flag=\"complete\"/flag=\"" + flag
                        + "\"/' \"$5\"");
        assertThat(workbench.vulnerabilities(image(database(), "var/lib/rpm/rpmdb.sqlite")))
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.detail()).contains("does not see all packages", "'" + flag + "'"))
                .satisfies(it -> assertThat(it.reason()).isEqualTo(FailureReason.SCANNER_ERROR));
    }

    /** A look for bash alone goes by that index: the canaries on every name notice. */
    @Test
    void shouldNotTellWhenTheIndexOfNamesLacksAPackage() throws Exception {
        workbench.feed("rhel-9", new RpmOval().vulnerable("CVE-2030-0001", "bash", "0:99-1"));
        AlteredImage image = new AlteredImage(new DirectoryImage().with("etc/os-release", osRelease()), root -> {
            Path file = root.resolve("var/lib/rpm/rpmdb.sqlite");
            Files.createDirectories(file.getParent());
            byte[] bytes = Files.readAllBytes(database());
            Files.write(file, bytes);
            RealTool.lines(root, Optional.empty(), "sqlite3", file.toString(), "delete from Name where key = 'bash'");
        });
        assertThat(workbench.vulnerabilities(image))
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.detail()).contains("canary"));
    }

    /** As Red Hat's do where no package of theirs owns etc/redhat-release. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "error"})
    void shouldNotBelieveThatEverythingApplies(String last) throws Exception {
        RpmOval feed = new RpmOval();
        for (int i = 0; i < 11; i++) {
            feed.vulnerable("CVE-2030-000" + i, "bash", "0:99-" + (i + 1));
        }
        workbench
                .feed("rhel-9", feed)
                .oscapIs("$OSCAP \"$@\" || exit\n[ \"$2\" != eval ] || sed -i '/oval:test:def:11\"/s/result=\"[a-z]*\"/"
                        + "result=\"" + last + "\"/' \"$7\"");
        assertThat(workbench.vulnerabilities(image(database(), "var/lib/rpm/rpmdb.sqlite")))
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.detail()).contains("every one of its", "advisories applies"));
    }

    private AlteredImage damaged(String damage) {
        return new AlteredImage(new DirectoryImage().with("etc/os-release", osRelease()), root -> {
            Path file = root.resolve("var/lib/rpm/rpmdb.sqlite");
            Files.createDirectories(file.getParent());
            Files.copy(database(), file);
            RealTool.lines(root, Optional.empty(), "sh", "-c", "DB=var/lib/rpm/rpmdb.sqlite; " + damage);
        });
    }

    private Path database() throws IOException, InterruptedException {
        Path built = directory.resolve("rpm/root/var/lib/rpm/rpmdb.sqlite");
        if (Files.exists(built, LinkOption.NOFOLLOW_LINKS)) {
            return built;
        }
        RealRpm rpm = new RealRpm(directory.resolve("rpm"));
        for (Map.Entry<String, String> it : PACKAGES.entrySet()) {
            rpm.with(it.getKey(), it.getValue(), "Provides: provided = 1");
        }
        return rpm.install();
    }

    private AlteredImage berkeley(AlteredImage.Alteration damage) {
        return new AlteredImage(new DirectoryImage().with("etc/os-release", osRelease()), root -> {
            Path folder = Files.createDirectories(root.resolve("var/lib/rpm"));
            BerkeleyDatabase.load(database(), folder);
            damage.alter(folder);
        });
    }

    private static AlteredImage image(Path database, String path) {
        return on(new DirectoryImage().with("etc/os-release", osRelease()), database, path);
    }

    private static AlteredImage on(DirectoryImage base, Path database, String path) {
        return new AlteredImage(base, root -> {
            Files.createDirectories(root.resolve(path).getParent());
            Files.copy(database, root.resolve(path));
        });
    }

    private static String osRelease() {
        return "ID=rhel\nVERSION_ID=9.2\nPRETTY_NAME=\"Red Hat Enterprise Linux 9.2\"\n";
    }

    private static Set<String> around(String evr) {
        String[] words = evr.split("[:-]", -1);
        int epoch = Integer.parseInt(words[0]);
        String rest = words[1] + "-" + words[2];
        return new LinkedHashSet<>(List.of(
                evr,
                evr + "~1",
                evr + "^1",
                evr + ".0",
                (epoch + 1) + ":" + rest,
                "0:" + rest,
                epoch + ":" + words[1] + "~rc2-9",
                epoch + ":" + words[1] + "^2-0",
                epoch + ":" + words[1] + "-0",
                epoch + ":0" + rest,
                epoch + ":" + words[1] + ".0-1"));
    }

    /** By rpm itself, asked once for all pairs: for versions and releases, epochs being numbers. */
    private List<String> older(Map<String, String> pairs) throws IOException, InterruptedException {
        List<String> calls = new ArrayList<>();
        pairs.values().forEach(pair -> {
            String[] words = pair.split("[ :-]", -1);
            calls.add("{" + words[0] + "," + words[3] + ",'" + words[1] + "','" + words[4] + "','" + words[2] + "','"
                    + words[5] + "'}");
        });
        String script = "for _, p in ipairs({" + calls.stream().collect(Collectors.joining(",")) + "}) do"
                + " local c = p[1] < p[2] and -1 or p[1] > p[2] and 1 or 0;"
                + " if c == 0 then c = rpm.vercmp(p[3], p[4]) end;"
                + " if c == 0 then c = rpm.vercmp(p[5], p[6]) end; print(c .. '\\n') end";
        Path file = directory.resolve("compare.lua");
        Files.writeString(file, script, StandardCharsets.UTF_8);
        List<String> said =
                RealTool.lines(directory, Optional.empty(), "rpm", "--eval", "%{lua: dofile('" + file + "')}").stream()
                        .filter(it -> !it.isBlank())
                        .toList();
        List<String> cves = List.copyOf(pairs.keySet());
        assertThat(said).hasSameSizeAs(cves);
        List<String> older = new ArrayList<>();
        for (int i = 0; i < cves.size(); i++) {
            if (said.get(i).equals("-1")) {
                older.add(cves.get(i));
            }
        }
        return older;
    }
}
