package dev.assay.scanner.openscap.oval;

/** Names of OVAL 5 (the language's own schema, 5.3 to 5.11). */
final class Oval {
    static final String DEFINITIONS = "http://oval.mitre.org/XMLSchema/oval-definitions-5";
    static final String LINUX = DEFINITIONS + "#linux";
    static final String RESULTS = "http://oval.mitre.org/XMLSchema/oval-results-5";
    static final String COMMON = "http://oval.mitre.org/XMLSchema/oval-common-5";

    private Oval() {}
}
