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
        if (isReadable(Dialect.STRICT, text)) {
            return ValueBuilder.whole(Dialect.STRICT, text);
        }
        if (isReadable(Dialect.LOOSE, text)) {
            return loose(text, path, repairs);
        }
        Optional<String> mended = UnescapedQuotes.mend(text);
        if (mended.isPresent()) {
            repairs.add(RepairKind.UNESCAPED_QUOTES, path);
            return loose(mended.get(), path, repairs);
        }
        return ValueBuilder.whole(Dialect.LOOSE, text);
    }

    private static LooseValue loose(String text, String path, Repairs repairs)
            throws IOException, UnreadableTextException {
        LooseValue value = ValueBuilder.whole(Dialect.LOOSE, text);
        for (Liberty liberty : Liberty.values()) {
            if (!isReadable(Dialect.looseWithout(liberty), text)) {
                repairs.add(liberty.repair(), path);
            }
        }
        return value;
    }

    private static boolean isReadable(Dialect dialect, String text) throws IOException, UnreadableTextException {
        try {
            ValueBuilder.whole(dialect, text);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String problem(JsonProcessingException e) {
        return PlainText.oneLine(PlainText.shorten(e.getOriginalMessage(), MAX_PROBLEM));
    }
}
