package dev.assay.scanner.openscap;

/** Writes feeds with a rpminfo test per definition. */
final class RpmOval {
    private final StringBuilder definitions = new StringBuilder();
    private final StringBuilder tests = new StringBuilder();
    private final StringBuilder objects = new StringBuilder();
    private final StringBuilder states = new StringBuilder();
    private int next = 1;

    RpmOval vulnerable(String cve, String name, String fixed) {
        int id = next++;
        String linux =
                " xmlns=\"http://oval.mitre.org/XMLSchema/oval-definitions-5#linux\" version=\"1\" id=\"oval:test:";
        definitions.append("<definition class=\"patch\" version=\"1\" id=\"oval:test:def:" + id + "\"><metadata><title>"
                + cve + "</title><reference source=\"CVE\" ref_id=\"" + cve + "\"/><description>x</description>"
                + "<advisory><severity>Important</severity></advisory></metadata><criteria><criterion test_ref=\"oval:test:tst:"
                + id + "\"/></criteria></definition>\n");
        tests.append("<rpminfo_test" + linux + "tst:" + id
                + "\" check=\"at least one\" comment=\"x\"><object object_ref=\"" + "oval:test:obj:" + id
                + "\"/><state state_ref=\"oval:test:ste:" + id + "\"/></rpminfo_test>\n");
        objects.append("<rpminfo_object" + linux + "obj:" + id + "\"><name>" + name + "</name></rpminfo_object>\n");
        states.append("<rpminfo_state" + linux + "ste:" + id
                + "\"><evr datatype=\"evr_string\" operation=\"less than\">" + fixed + "</evr></rpminfo_state>\n");
        return this;
    }

    @Override
    public String toString() {
        String common = " xmlns=\"http://oval.mitre.org/XMLSchema/oval-common-5\">";
        return "<oval_definitions xmlns=\"http://oval.mitre.org/XMLSchema/oval-definitions-5\"><generator><product_name"
                + common + "test</product_name><schema_version" + common + "5.11.1</schema_version><timestamp" + common
                + "2026-01-01T00:00:00</timestamp></generator>\n<definitions>\n" + definitions
                + "</definitions>\n<tests>\n" + tests + "</tests>\n<objects>\n" + objects + "</objects>\n<states>\n"
                + states + "</states>\n</oval_definitions>\n";
    }
}
