package dev.assay.contract.lenient;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the quotes away from around a list that was put into quotes without escaping its own:
 * {@code {"a": "[ {"b": "c"} ]"}}. Safe because the list must be readable by itself, must end right before a quote of the
 * same kind, and that quote before a comma or a brace; and because there must be only one such list.
 */
final class UnescapedQuotes {
    private static final Pattern OPENING = Pattern.compile(":\\s*+([\"'])\\s*+(?=\\[)");
    private static final Pattern CLOSING = Pattern.compile("\\s*+([\"'])\\s*+(?=[,}])");

    private UnescapedQuotes() {}

    /** Empty when that isn't what is wrong, or it can't be told where the list ends. */
    static Optional<String> mend(String text) throws IOException {
        Matcher opening = OPENING.matcher(text);
        if (!opening.find()) {
            return Optional.empty();
        }
        int start = opening.end();
        Matcher closing = CLOSING.matcher(text);
        closing.region(start + lengthOfList(text.substring(start)), text.length());
        if (!closing.lookingAt() || !closing.group(1).equals(opening.group(1))) {
            return Optional.empty();
        }
        String list = text.substring(start, closing.start());
        String rest = text.substring(closing.end());
        if (OPENING.matcher(list + rest).find()) {
            return Optional.empty();
        }
        return Optional.of(text.substring(0, opening.start()) + ":" + list + rest);
    }

    /** Zero when there is no list that can be read. */
    private static int lengthOfList(String text) throws IOException {
        try {
            return ValueBuilder.lengthOfFirst(Dialect.LOOSE, text);
        } catch (JsonProcessingException e) {
            return 0;
        }
    }
}
