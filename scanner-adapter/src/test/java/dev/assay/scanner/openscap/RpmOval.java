package dev.assay.scanner.openscap;

/** Writes feeds with a rpminfo test per definition. */
final class RpmOval {
    private final StringBuilder definitions = new StringBuilder();
    private final StringBuilder tests = new StringBuilder();
    private final StringBuilder objects = new StringBuilder();
    private final StringBuilder states = new StringBuilder();
    private int next = 1;

    RpmOval vulnerable(String cve, String name, String fixed) {
        return vulnerable(cve, name, fixed, "");
    }

    /** Only where that stream of the module is enabled, as Red Hat writes it. */
    RpmOval vulnerableInModule(String cve, String name, String fixed, String module, String stream) {
        String independent = " xmlns=\"http://oval.mitre.org/XMLSchema/oval-definitions-5#independent\" version=\"1\"";
        String test = "oval:test:tst:" + (1_000_000 + next);
        String object = "oval:test:obj:" + (1_000_000 + next);
        String state = "oval:test:ste:" + (1_000_000 + next);
        tests.append("<textfilecontent54_test" + independent + " id=\"" + test
                + "\" check=\"at least one\" comment=\"x\"><object object_ref=\"" + object + "\"/><state state_ref=\""
                + state + "\"/></textfilecontent54_test>\n");
        objects.append("<textfilecontent54_object" + independent + " id=\"" + object
                + "\"><path>/etc/dnf/modules.d</path><filename>" + module
                + ".module</filename><pattern operation=\"pattern match\">\\[" + module
                + "\\][\\w\\W]*</pattern><instance datatype=\"int\">1</instance></textfilecontent54_object>\n");
        states.append("<textfilecontent54_state" + independent + " id=\"" + state
                + "\"><text operation=\"pattern match\">\\nstream\\s*=\\s*" + stream
                + "\\b[\\w\\W]*\\nstate\\s*=\\s*enabled</text></textfilecontent54_state>\n");
        return vulnerable(cve, name, fixed, "<criterion test_ref=\"" + test + "\"/>");
    }

    private RpmOval vulnerable(String cve, String name, String fixed, String criterion) {
        int id = next++;
        String linux =
                " xmlns=\"http://oval.mitre.org/XMLSchema/oval-definitions-5#linux\" version=\"1\" id=\"oval:test:";
        definitions.append("<definition class=\"patch\" version=\"1\" id=\"oval:test:def:" + id + "\"><metadata><title>"
                + cve + "</title><reference source=\"CVE\" ref_id=\"" + cve + "\"/><description>x</description>"
                + "<advisory><severity>Important</severity></advisory></metadata><criteria><criterion test_ref=\"oval:test:tst:"
                + id + "\"/>" + criterion + "</criteria></definition>\n");
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
