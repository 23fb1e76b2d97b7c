package dev.assay.bench.scan;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Advisories laid out as in Debian's feed, with a severity each: of 25 definitions one is about a package of the image, the
 * others about packages that it does not have. Of those about its packages a third is true.
 *
 * @param edition a later one has one more definition that is true
 */
record BenchFeed(List<InstalledPackage> packages, String release, int definitions, int edition) {
    private static final int ONE_IN = 25;
    private static final int TRUE_ONE_IN = 3;
    private static final int ABSENT_NAMES = 2_500;
    private static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"
                xmlns:oval="http://oval.mitre.org/XMLSchema/oval-common-5"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xmlns:ind="http://oval.mitre.org/XMLSchema/oval-definitions-5#independent"
                xmlns:linux="http://oval.mitre.org/XMLSchema/oval-definitions-5#linux"
                xmlns:unix="http://oval.mitre.org/XMLSchema/oval-definitions-5#unix">
              <generator>
                <oval:product_name>Made for a measurement</oval:product_name>
                <oval:schema_version>5.11.2</oval:schema_version>
                <oval:timestamp>2026-01-01T00:00:00</oval:timestamp>
              </generator>
            """;
    private static final String DEFINITION = """
            <definition class="vulnerability" id="%1$s" version="1">
              <metadata>
                <title>%2$s %3$s</title>
                <affected family="unix"><platform>Debian GNU/Linux %4$s</platform><product>%3$s</product></affected>
                <reference source="CVE" ref_id="%2$s" ref_url="https://security-tracker.example.test/%2$s"/>
                <description>A description of some length, since those of real feeds have one too: what goes wrong in %3$s, \
            under which circumstances, and what somebody may gain who brings them about.</description>
                <advisory from="bench"><severity>%5$s</severity></advisory>
              </metadata>
              <criteria comment="Release section" operator="AND">
                <criterion comment="Debian %4$s is installed" test_ref="oval:dev.assay.bench:tst:1"/>
                <criteria comment="Architecture section" operator="OR">
                  <criteria comment="Architecture independent section" operator="AND">
                    <criterion comment="all architectures" test_ref="oval:dev.assay.bench:tst:2"/>
                    <criterion comment="%3$s DPKG is earlier than %7$s" test_ref="oval:dev.assay.bench:tst:%6$d"/>
                  </criteria>
                </criteria>
              </criteria>
            </definition>
            """;
    private static final String TEST = """
            <linux:dpkginfo_test check="all" check_existence="at_least_one_exists" comment="%s is earlier" \
            id="oval:dev.assay.bench:tst:%d" version="1">
              <linux:object object_ref="oval:dev.assay.bench:obj:%d"/><linux:state state_ref="oval:dev.assay.bench:ste:%d"/>
            </linux:dpkginfo_test>
            """;
    private static final String FIRST_TESTS = """
            <ind:textfilecontent54_test check="all" check_existence="at_least_one_exists" comment="the release" \
            id="oval:dev.assay.bench:tst:1" version="1">
              <ind:object object_ref="oval:dev.assay.bench:obj:1"/><ind:state state_ref="oval:dev.assay.bench:ste:1"/>
            </ind:textfilecontent54_test>
            <unix:uname_test check="all" check_existence="at_least_one_exists" comment="the architecture" \
            id="oval:dev.assay.bench:tst:2" version="1"><unix:object object_ref="oval:dev.assay.bench:obj:2"/></unix:uname_test>
            """;
    private static final String FIRST_OBJECTS = """
            <ind:textfilecontent54_object id="oval:dev.assay.bench:obj:1" version="1">
              <ind:path>/etc</ind:path><ind:filename>debian_version</ind:filename>
              <ind:pattern operation="pattern match">(\\d+)\\.\\d</ind:pattern><ind:instance datatype="int">1</ind:instance>
            </ind:textfilecontent54_object>
            <unix:uname_object id="oval:dev.assay.bench:obj:2" version="1"/>
            """;
    private static final String FIRST_STATE = """
            <ind:textfilecontent54_state id="oval:dev.assay.bench:ste:1" version="1">
              <ind:subexpression operation="equals">%s</ind:subexpression>
            </ind:textfilecontent54_state>
            """;
    private static final String STATE = """
            <linux:dpkginfo_state id="oval:dev.assay.bench:ste:%d" version="1">
              <linux:evr datatype="debian_evr_string" operation="less than">%s</linux:evr>
            </linux:dpkginfo_state>
            """;

    BenchFeed next() {
        return new BenchFeed(packages, release, definitions, edition + 1);
    }

    /** The CVE ids whose definitions are true of an image with all the packages. */
    Set<String> trueOnes() {
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < size(); i++) {
            if (isTrue(i)) {
                ids.add(cve(i));
            }
        }
        return ids;
    }

    /** What {@code oscap} calls the definition of a CVE id. */
    static String definition(String cve) {
        return "oval:dev.assay.bench:def:" + (1 + Integer.parseInt(cve.substring(cve.lastIndexOf('-') + 1)));
    }

    /** Puts the feed there at once, in the place of a former one. */
    void write(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (BufferedWriter out = Files.newBufferedWriter(unfinished)) {
            out.write(HEAD);
            section(out, "definitions", writer -> {
                for (int i = 0; i < size(); i++) {
                    writer.write(DEFINITION.formatted(
                            definition(cve(i)),
                            cve(i),
                            name(i),
                            release,
                            SEVERITIES.get(i % SEVERITIES.size()),
                            i + 10,
                            fixed(i)));
                }
            });
            Map<String, Integer> objects = new LinkedHashMap<>();
            section(out, "tests", writer -> {
                writer.write(FIRST_TESTS);
                for (int i = 0; i < size(); i++) {
                    int object = objects.computeIfAbsent(name(i), it -> objects.size() + 10);
                    writer.write(TEST.formatted(name(i), i + 10, object, i + 10));
                }
            });
            section(out, "objects", writer -> {
                writer.write(FIRST_OBJECTS);
                for (Map.Entry<String, Integer> object : objects.entrySet()) {
                    writer.write("<linux:dpkginfo_object id=\"oval:dev.assay.bench:obj:" + object.getValue()
                            + "\" version=\"1\"><linux:name>" + object.getKey()
                            + "</linux:name></linux:dpkginfo_object>\n");
                }
            });
            section(out, "states", writer -> {
                writer.write(FIRST_STATE.formatted(release));
                for (int i = 0; i < size(); i++) {
                    writer.write(STATE.formatted(i + 10, fixed(i)));
                }
            });
            out.write("</oval_definitions>\n");
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private int size() {
        return definitions + edition;
    }

    private static String cve(int index) {
        return "CVE-2030-%05d".formatted(index);
    }

    private boolean isOfTheImage(int index) {
        return index % ONE_IN == 0 || index >= definitions;
    }

    private boolean isTrue(int index) {
        return isOfTheImage(index) && (index / ONE_IN % TRUE_ONE_IN == 0 || index >= definitions);
    }

    private InstalledPackage installed(int index) {
        return packages.get(index / ONE_IN % packages.size());
    }

    private String name(int index) {
        return isOfTheImage(index) ? installed(index).name() : "absent-" + index % ABSENT_NAMES;
    }

    /** With an epoch, without which oscap compares wrongly. */
    private String fixed(int index) {
        String version = isOfTheImage(index) ? installed(index).version() + (isTrue(index) ? "+bench" : "") : "1.0-1";
        return version.contains(":") ? version : "0:" + version;
    }

    private static void section(Writer out, String name, Content content) throws IOException {
        out.write("<" + name + ">\n");
        content.write(out);
        out.write("</" + name + ">\n");
    }

    /** What is between a section's tags. */
    private interface Content {
        void write(Writer out) throws IOException;
    }

    BenchFeed {
        packages = List.copyOf(packages);
    }
}
