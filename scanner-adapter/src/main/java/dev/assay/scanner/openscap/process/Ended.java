package dev.assay.scanner.openscap.process;

import java.util.List;

/**
 * A program's end.
 *
 * @param status its exit status; 128 and the signal's number when a signal ended it
 * @param text the first 8 KiB of the stream that was kept
 * @param marked lines of that stream, from all of it, with one of the words that were looked for; at most ten
 */
public record Ended(int status, String text, List<String> marked) {
    public Ended {
        marked = List.copyOf(marked);
    }

    /** The first lines of the text, on one line, for a message. */
    String summary() {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " | ").replaceAll("\\p{Cc}", "");
        return line.length() <= 500 ? line : line.substring(0, 500) + "…";
    }
}
