package dev.assay.contract.annotation;

/** The names on the wire. */
final class FieldName {
    static final String NAME = "name";
    static final String TIMESTAMP = "timestamp";
    static final String DESCRIPTION = "description";
    static final String REFERENCE = "reference";
    static final String SCANNER_VERSION = "scannerVersion";
    static final String COMPLIANT = "compliant";
    static final String SUMMARY = "summary";
    static final String LABEL = "label";
    static final String DATA = "data";
    static final String SEVERITY_INDEX = "severityIndex";

    /** An early draft's name for {@link #DATA}. */
    static final String SCORE = "score";

    private FieldName() {}
}
