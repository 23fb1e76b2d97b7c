package dev.assay.contract.lenient;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.contract.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads JSON, strict first, then with the liberties that are known to be taken, and notes those it needed. */
public final class LooseJson {
    /** In UTF-16 units. */
    public static final int MAX_LENGTH = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int MAX_PROBLEM = 160;

    private LooseJson() {}

    /**
     * @param path where {@code text} stands, for repairs and messages
     * @throws UnreadableTextException when it is none, is ambiguous, or breaks a bound
     */
    public static LooseValue read(String text, String path, Repairs repairs) throws UnreadableTextException {
        if (text.length() > MAX_LENGTH) {
            throw new UnreadableTextException(path, "longer than " + MAX_LENGTH + " characters");
        }
        if (text.startsWith(BYTE_ORDER_MARK)) {
            repairs.add(RepairKind.BYTE_ORDER_MARK, path);
            return read(text.substring(1), path, repairs);
        }
        try {
            return whole(text, path, repairs);
        } catch (JsonProcessingException e) {
            throw new UnreadableTextException(path, "not JSON: " + problem(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static LooseValue whole(String text, String path, Repairs repairs)
            throws IOException, UnreadableTextException {
        Optional<LooseValue> strict = parse(Dialect.STRICT, text, path);
        if (strict.isPresent()) {
            return strict.get();
        }
        Optional<String> mended =
                parse(Dialect.LOOSE, text, path).isPresent() ? Optional.empty() : UnescapedQuotes.mend(text);
        if (mended.isPresent()) {
            repairs.add(RepairKind.UNESCAPED_QUOTES, path);
        }
        return loose(mended.orElse(text), path, repairs);
    }

    private static LooseValue loose(String text, String path, Repairs repairs)
            throws IOException, UnreadableTextException {
        LooseValue value = ValueBuilder.whole(Dialect.LOOSE, text, path);
        for (Liberty liberty : Liberty.values()) {
            if (parse(Dialect.looseWithout(liberty), text, path).isEmpty()) {
                repairs.add(liberty.repair(), path);
            }
        }
        return value;
    }

    /** Empty when the text isn't JSON of that dialect. */
    private static Optional<LooseValue> parse(Dialect dialect, String text, String path)
            throws IOException, UnreadableTextException {
        try {
            return Optional.of(ValueBuilder.whole(dialect, text, path));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String problem(JsonProcessingException e) {
        return PlainText.oneLine(PlainText.shorten(e.getOriginalMessage(), MAX_PROBLEM));
    }
}
