package dev.assay.contract.annotation;

import dev.assay.contract.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes an annotation short enough, losing what matters least first. */
final class FittedAnnotation {
    static final String MARKER_LABEL = "further items";

    /** Code points that stay of the description, and of the others' texts, before summary items have to go. */
    private static final int SHORT_DESCRIPTION = 40;

    private static final int SHORT_TEXT = 48;

    /** No more than that fit, however short: an empty item takes 41 bytes. Spares trying one by one what is far too many. */
    private static final int MAX_ITEMS = QualityAnnotationCodec.MAX_BYTES / 40;

    private FittedAnnotation() {}

    static String json(WireAnnotation whole) {
        String json = whole.json();
        return fits(json) ? json : shortened(whole).json();
    }

    private static WireAnnotation shortened(WireAnnotation whole) {
        return withShorterDescription(whole)
                .or(() -> withShorterDescription(whole.withTextsUpTo(SHORT_TEXT)))
                .orElseGet(() -> withFewerItems(whole.withTextsUpTo(SHORT_TEXT)));
    }

    private static boolean fits(WireAnnotation annotation) {
        return fits(annotation.json());
    }

    private static boolean fits(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length <= QualityAnnotationCodec.MAX_BYTES;
    }

    /** With the longest start of the description that fits; empty when not even a short one does. */
    private static Optional<WireAnnotation> withShorterDescription(WireAnnotation annotation) {
        WireAnnotation shortest = describedUpTo(annotation, SHORT_DESCRIPTION);
        if (!fits(shortest)) {
            return Optional.empty();
        }
        int fitting = SHORT_DESCRIPTION;
        int tooLong = QualityAnnotationCodec.MAX_BYTES;
        while (tooLong - fitting > 1) {
            int middle = (fitting + tooLong) / 2;
            if (fits(describedUpTo(annotation, middle))) {
                fitting = middle;
            } else {
                tooLong = middle;
            }
        }
        return Optional.of(describedUpTo(annotation, fitting));
    }

    private static WireAnnotation describedUpTo(WireAnnotation annotation, int codePoints) {
        return annotation.withDescription(annotation.description().map(it -> PlainText.shorten(it, codePoints)));
    }

    private static WireAnnotation withFewerItems(WireAnnotation annotation) {
        WireAnnotation described = describedUpTo(annotation, SHORT_DESCRIPTION);
        List<WireItem> items = described.summary();
        List<Integer> graveFirst = IntStream.range(0, items.size())
                .boxed()
                .sorted(Comparator.comparing((Integer it) -> items.get(it).severityIndex())
                        .reversed())
                .toList();
        int kept = Math.min(items.size() - 1, MAX_ITEMS);
        WireAnnotation fewer = keeping(described, graveFirst, kept);
        while (kept > 0 && !fits(fewer)) {
            kept--;
            fewer = keeping(described, graveFirst, kept);
        }
        return fewer;
    }

    /** The {@code kept} gravest items in their own order, and one for the others, as severe as the gravest of them. */
    private static WireAnnotation keeping(WireAnnotation annotation, List<Integer> graveFirst, int kept) {
        List<WireItem> all = annotation.summary();
        List<Integer> positions = new ArrayList<>(graveFirst.subList(0, kept));
        Collections.sort(positions);
        List<WireItem> items = new ArrayList<>();
        positions.forEach(it -> items.add(all.get(it)));
        int gravestLeftOut = all.get(graveFirst.get(kept)).severityIndex();
        items.add(new WireItem(MARKER_LABEL, Integer.toString(all.size() - kept), gravestLeftOut, Optional.empty()));
        return annotation.withSummary(items);
    }
}
