package dev.assay.scanner.openscap;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes feeds of Debian's layout: a test for the release, one for the machine, and one per package. */
public final class OvalText {
    private final String release;
    private final List<String> definitions = new ArrayList<>();
    private final StringBuilder tests = new StringBuilder();
    private final StringBuilder objects = new StringBuilder();
    private final StringBuilder states = new StringBuilder();
    private final StringBuilder variables = new StringBuilder();
    private int next = 100;

    public OvalText(String release) {
        this.release = release;
    }

    /** True in an image of that release in which the package is older. */
    public OvalText vulnerable(String cve, String packageName, String fixed, String severity) {
        return definition(cve, severity, "<criterion test_ref=\"" + packageTest(packageName, fixed) + "\"/>");
    }

    /** With the criteria beside the release's as given. */
    OvalText definition(String cve, String severity, String criteria) {
        String advisory = severity.isEmpty() ? "" : "<advisory><severity>" + severity + "</severity></advisory>";
        definitions.add("<definition class=\"vulnerability\" id=\"" + id(definitions.size() + 1, "def")
                + "\" version=\"1\"><metadata><title>" + cve + " in a package</title><affected family=\"unix\">"
                + "<platform>Debian GNU/Linux " + release + "</platform></affected><reference source=\"CVE\" ref_id=\""
                + cve + "\" ref_url=\"https://advisories.example.test/" + cve + "\"/><description>A &lt;b&gt; &amp; c"
                + "</description>" + advisory + "</metadata><criteria operator=\"AND\" comment=\"Release section\">"
                + "<criterion test_ref=\"oval:org.debian.oval:tst:1\"/>"
                + "<criteria operator=\"AND\"><criterion test_ref=\"oval:org.debian.oval:tst:2\"/>" + criteria
                + "</criteria></criteria></definition>");
        return this;
    }

    /** Returns the id of a test that the package is there, and older than {@code fixed} unless that is empty. */
    String packageTest(String packageName, String fixed) {
        return test(packageName, "<linux-def:name>" + packageName + "</linux-def:name>", fixed);
    }

    /** As {@link #packageTest} for at least one of several, in Ubuntu's layout: the names stand in a variable. */
    String packagesTest(List<String> packageNames, String fixed) {
        String variable = id(next, "var");
        variables.append(
                "<constant_variable id=\"" + variable + "\" version=\"1\" datatype=\"string\" comment=\"names\">");
        packageNames.forEach(it -> variables.append("<value>" + it + "</value>"));
        variables.append("</constant_variable>\n");
        String name = "<linux-def:name var_ref=\"" + variable + "\" var_check=\"at least one\"/>";
        return test(packageNames.get(0), name, fixed);
    }

    private String test(String comment, String name, String fixed) {
        int number = next++;
        objects.append("<linux-def:dpkginfo_object id=\"" + id(number, "obj") + "\" version=\"1\">" + name
                + "</linux-def:dpkginfo_object>\n");
        String state = fixed.isEmpty() ? "" : "<linux-def:state state_ref=\"" + id(number, "ste") + "\"/>";
        if (!fixed.isEmpty()) {
            states.append("<linux-def:dpkginfo_state id=\"" + id(number, "ste") + "\" version=\"1\"><linux-def:evr"
                    + " datatype=\"debian_evr_string\" operation=\"less than\">"
                    + (fixed.contains(":") ? fixed : "0:" + fixed)
                    + "</linux-def:evr></linux-def:dpkginfo_state>\n");
        }
        tests.append(
                "<linux-def:dpkginfo_test check=\"at least one\" check_existence=\"at_least_one_exists\" comment=\""
                        + comment + "\" id=\"" + id(number, "tst") + "\" version=\"1\"><linux-def:object object_ref=\""
                        + id(number, "obj") + "\"/>" + state + "</linux-def:dpkginfo_test>\n");
        return id(number, "tst");
    }

    @Override
    public String toString() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oval_definitions"
                + " xmlns=\"http://oval.mitre.org/XMLSchema/oval-definitions-5\""
                + " xmlns:linux-def=\"http://oval.mitre.org/XMLSchema/oval-definitions-5#linux\""
                + " xmlns:ind-def=\"http://oval.mitre.org/XMLSchema/oval-definitions-5#independent\""
                + " xmlns:unix-def=\"http://oval.mitre.org/XMLSchema/oval-definitions-5#unix\""
                + " xmlns:oval=\"http://oval.mitre.org/XMLSchema/oval-common-5\">\n<generator>"
                + "<oval:product_name>test</oval:product_name><oval:schema_version>5.11.1</oval:schema_version>"
                + "<oval:timestamp>2026-01-01T00:00:00</oval:timestamp></generator>\n"
                + "<definitions>\n" + definitions.stream().collect(Collectors.joining("\n"))
                + "\n</definitions>\n<tests>\n"
                + "<ind-def:textfilecontent54_test check=\"all\" check_existence=\"at_least_one_exists\" comment=\"release\""
                + " id=\"oval:org.debian.oval:tst:1\" version=\"1\"><ind-def:object"
                + " object_ref=\"oval:org.debian.oval:obj:1\"/><ind-def:state"
                + " state_ref=\"oval:org.debian.oval:ste:1\"/></ind-def:textfilecontent54_test>\n"
                + "<unix-def:uname_test check=\"all\" check_existence=\"at_least_one_exists\" comment=\"machine\""
                + " id=\"oval:org.debian.oval:tst:2\" version=\"1\"><unix-def:object"
                + " object_ref=\"oval:org.debian.oval:obj:2\"/></unix-def:uname_test>\n" + tests
                + "</tests>\n<objects>\n"
                + "<ind-def:textfilecontent54_object id=\"oval:org.debian.oval:obj:1\" version=\"1\"><ind-def:path>/etc"
                + "</ind-def:path><ind-def:filename>debian_version</ind-def:filename><ind-def:pattern"
                + " operation=\"pattern match\">(\\d+)\\.\\d</ind-def:pattern><ind-def:instance datatype=\"int\">1"
                + "</ind-def:instance></ind-def:textfilecontent54_object>\n"
                + "<unix-def:uname_object id=\"oval:org.debian.oval:obj:2\" version=\"1\"/>\n" + objects
                + "</objects>\n<states>\n<ind-def:textfilecontent54_state id=\"oval:org.debian.oval:ste:1\" version=\"1\">"
                + "<ind-def:subexpression operation=\"equals\">" + release + "</ind-def:subexpression>"
                + "</ind-def:textfilecontent54_state>\n" + states + "</states>\n"
                + (variables.isEmpty() ? "" : "<variables>\n" + variables + "</variables>\n") + "</oval_definitions>\n";
    }

    private static String id(int number, String kind) {
        return "oval:org.debian" + (kind.equals("def") ? "" : ".oval") + ":" + kind + ":" + number;
    }
}
