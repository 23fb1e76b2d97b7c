package dev.assay.scanner.openscap.process;

/** What an unexpected exit status means, for people. */
final class ExitStatus {
    private static final int BY_SIGNAL = 128;

    private ExitStatus() {}

    static String explain(String what, Ended ended) {
        String said = ended.summary();
        return what + " ended with status " + ended.status() + meaning(ended.status())
                + (said.isEmpty() ? " and said nothing" : ", and said: " + said);
    }

    private static String meaning(int status) {
        return switch (status) {
            case BoundedProcess.LIMITS_REFUSED -> " (its limits could not be set)";
            case 126, 127 -> " (it could not be run)";
            case BY_SIGNAL + 6, BY_SIGNAL + 7, BY_SIGNAL + 11 ->
                " (it crashed, as it does when memory is short:" + " the limit is assay.openscap.memory-mib)";
            case BY_SIGNAL + 9, BY_SIGNAL + 24 ->
                " (it was killed, by the kernel when memory is short, or for using more"
                        + " processor time than assay.openscap.cpu-seconds)";
            case BY_SIGNAL + 25 -> " (it wrote more than assay.openscap.output-mib)";
            default -> "";
        };
    }
}
