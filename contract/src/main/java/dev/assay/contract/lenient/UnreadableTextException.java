package dev.assay.contract.lenient;

/** There is no safe way to make sense of a text. */
public class UnreadableTextException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    public UnreadableTextException(String problem) {
        super(problem);
        this.problem = problem;
    }

    public UnreadableTextException(String path, String problem) {
        this(path + ": " + problem);
    }

    /** Where and why, in one line of bounded length. */
    public String problem() {
        return problem;
    }
}
