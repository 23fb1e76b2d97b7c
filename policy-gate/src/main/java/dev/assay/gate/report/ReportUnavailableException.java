package dev.assay.gate.report;

/** There may be a report, but whoever has it does not answer. It is worth asking again. */
public final class ReportUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public ReportUnavailableException(String message) {
        super(message);
    }
}
