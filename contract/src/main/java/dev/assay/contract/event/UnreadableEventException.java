package dev.assay.contract.event;

import dev.assay.contract.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * An event that can't be understood, now or later: one for the dead letters. The message says which event, where in it, and
 * what is wrong; it holds no more than a short excerpt of the data.
 */
public class UnreadableEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableEventException(String type, String id, String problem, @Nullable Throwable cause) {
        super("event " + PlainText.excerpt(id) + " of type " + PlainText.excerpt(type) + ": " + problem, cause);
    }
}
