package dev.assay.gate.annotation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The verdict annotation as it is on an Image, read. Many images have the same verdict, each since another time: what one
 * says apart from that is read once.
 *
 * @param isAsWritten whether the gate would write the note with the very same text
 */
record VerdictNoteText(VerdictNote note, boolean isAsWritten) {
    private static final int MAX_REMEMBERED = 2_000;
    private static final String SINCE = "\"since\":\"";
    private static final Cache<String, VerdictNote> REMEMBERED =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    /** Empty for everything that the gate did not write. */
    static Optional<VerdictNoteText> read(String text) {
        Optional<VerdictNoteText> known = remembered(text);
        if (known.isPresent()) {
            return known;
        }
        Optional<VerdictNote> note = VerdictNoteJson.read(text);
        boolean isAsWritten =
                note.filter(it -> VerdictNoteJson.write(it).equals(text)).isPresent();
        if (isAsWritten) {
            note.ifPresent(it -> REMEMBERED.put(withoutTime(text), it));
        }
        return note.map(it -> new VerdictNoteText(it, isAsWritten));
    }

    private static Optional<VerdictNoteText> remembered(String text) {
        VerdictNote alike = REMEMBERED.getIfPresent(withoutTime(text));
        if (alike == null) {
            return Optional.empty();
        }
        String time = time(text);
        try {
            Instant since = Instant.parse(time);
            return since.toString().equals(time)
                    ? Optional.of(new VerdictNoteText(alike.since(since), true))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Only of texts that are as the gate writes them is anything remembered, and those have it once, before all that others chose. */
    private static String withoutTime(String text) {
        int start = text.indexOf(SINCE) + SINCE.length();
        int end = text.indexOf('"', start);
        return start < SINCE.length() || end < 0 ? text : text.substring(0, start) + text.substring(end);
    }

    private static String time(String text) {
        int start = text.indexOf(SINCE) + SINCE.length();
        int end = text.indexOf('"', start);
        return start < SINCE.length() || end < 0 ? "" : text.substring(start, end);
    }
}
