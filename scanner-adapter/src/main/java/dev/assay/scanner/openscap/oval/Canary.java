package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.packages.InstalledPackage;
import dev.assay.scanner.openscap.packages.InstalledPackages;
import dev.assay.scanner.openscap.packages.PackageSystem;
import dev.assay.scanner.openscap.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Definitions of our own, put beside those of a feed. oscap answers {@code false} and exit status 0 when it could not look
 * into the package database, so a first definition must be true of every image (its own packages are there, in a version
 * that compares as expected), and a second one must not.
 */
final class Canary {
    static final String ID_PREFIX = "oval:dev.assay:";
    static final String MUST_BE_TRUE = ID_PREFIX + "def:1";
    static final String MUST_BE_FALSE = ID_PREFIX + "def:2";

    private static final String ABSENT = "assay-canary-that-is-not-there";

    private final StringBuilder tests = new StringBuilder();
    private final StringBuilder objects = new StringBuilder();
    private final StringBuilder states = new StringBuilder();
    private final List<String> expectedTrue = new ArrayList<>();
    private final List<String> expectedFalse = new ArrayList<>();
    private final boolean isRpm;
    private final String kind;
    private int next = 1;

    Canary(InstalledPackages packages) {
        isRpm = packages.system() == PackageSystem.RPM;
        kind = isRpm ? "rpminfo" : "dpkginfo";
        List<? extends InstalledPackage> witnesses = packages.witnesses();
        witnesses.forEach(it -> expectedTrue.add(test(it.name(), "")));
        InstalledPackage first = witnesses.get(0);
        String version = first.version().text();
        expectedTrue.add(test(first.name(), version + (isRpm ? ".0" : "+0")));
        expectedFalse.add(test(first.name(), version));
        expectedFalse.add(test(ABSENT, ""));
    }

    String definitions() {
        return definition(MUST_BE_TRUE, "AND", expectedTrue) + definition(MUST_BE_FALSE, "OR", expectedFalse);
    }

    String tests() {
        return tests.toString();
    }

    String objects() {
        return objects.toString();
    }

    String states() {
        return states.toString();
    }

    /** A definition that is true when all of {@code tests} are. */
    static String definition(String id, String operator, List<String> criteria) {
        return "<definition xmlns=\"" + Oval.DEFINITIONS + "\" class=\"inventory\" id=\"" + id + "\" version=\"1\">"
                + "<metadata><title>" + id + "</title><description>A check of the scanner itself.</description>"
                + "</metadata><criteria operator=\"" + operator + "\">"
                + criteria.stream().collect(Collectors.joining())
                + "</criteria></definition>\n";
    }

    static String criterion(String test) {
        return "<criterion test_ref=\"" + XmlWriter.escape(test) + "\"/>";
    }

    static String extension(String definition) {
        return "<extend_definition definition_ref=\"" + XmlWriter.escape(definition) + "\"/>";
    }

    /** Of a package that is there, and older than {@code below} unless that is empty. */
    private String test(String name, String below) {
        int number = next++;
        String id = ID_PREFIX + "tst:" + number;
        objects.append("<" + kind + "_object xmlns=\"")
                .append(Oval.LINUX)
                .append("\" id=\"")
                .append(ID_PREFIX);
        objects.append("obj:").append(number).append("\" version=\"1\"><name>").append(name);
        objects.append("</name></" + kind + "_object>\n");
        tests.append("<" + kind + "_test xmlns=\"")
                .append(Oval.LINUX)
                .append("\" id=\"")
                .append(id);
        tests.append("\" version=\"1\" comment=\"canary\" check=\"all\" check_existence=\"at_least_one_exists\">");
        tests.append("<object object_ref=\"")
                .append(ID_PREFIX)
                .append("obj:")
                .append(number)
                .append("\"/>");
        if (!below.isEmpty()) {
            tests.append("<state state_ref=\"")
                    .append(ID_PREFIX)
                    .append("ste:")
                    .append(number)
                    .append("\"/>");
            states.append("<" + kind + "_state xmlns=\"")
                    .append(Oval.LINUX)
                    .append("\" id=\"")
                    .append(ID_PREFIX);
            states.append("ste:").append(number).append("\" version=\"1\">");
            states.append(
                    "<evr datatype=\"" + (isRpm ? "evr_string" : "debian_evr_string") + "\" operation=\"less than\">");
            states.append(below.contains(":") ? below : "0:" + below).append("</evr></" + kind + "_state>\n");
        }
        tests.append("</" + kind + "_test>\n");
        return criterion(id);
    }
}
