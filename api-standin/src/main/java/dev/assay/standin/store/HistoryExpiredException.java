package dev.assay.standin.store;

/** The history does not reach back to the resource version that was asked for. */
public class HistoryExpiredException extends Exception {
    private static final long serialVersionUID = 1L;

    HistoryExpiredException(long asked, long oldest) {
        super("too old resource version: " + asked + " (" + oldest + ")");
    }
}
