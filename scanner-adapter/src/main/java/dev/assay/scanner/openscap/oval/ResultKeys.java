package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.content.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Hashes of all in a feed that the result of a definition or test depends on: its own text, and that of everything it refers
 * to. Ids have no part in it, since publishers count their tests anew for each edition. Thread-safe.
 */
final class ResultKeys {
    private static final int HASH_BYTES = 16;

    private final Map<Section, Map<String, Piece>> parts;
    private final Pieces pieces;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    ResultKeys(Map<Section, Map<String, Piece>> parts, Pieces pieces) {
        this.parts = parts;
        this.pieces = pieces;
    }

    /** @param id of a definition or test */
    String of(String id) {
        return known.computeIfAbsent(id, this::hash);
    }

    /** Of a definition that is true when all these are. */
    String ofAll(Collection<String> ids) {
        return ids.stream().map(this::of).sorted().collect(Collectors.joining("+", "all:", ""));
    }

    private String hash(String root) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(root));
        numbers.put(root, 0);
        MessageDigest digest = Digests.sha256();
        while (!open.isEmpty()) {
            String id = open.remove();
            for (Section section : Section.values()) {
                Piece piece = parts.getOrDefault(section, Map.of()).get(id);
                if (piece != null) {
                    for (String reference : piece.references()) {
                        if (numbers.putIfAbsent(reference, numbers.size()) == null) {
                            open.add(reference);
                        }
                    }
                    digest.update(numbered(id, piece, numbers).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }

    /** The element's text with a number in the place of each id: in the order in which they come up. */
    private String numbered(String id, Piece piece, Map<String, Integer> numbers) {
        String text = new String(pieces.read(piece), StandardCharsets.UTF_8);
        text = replaced(text, id, numbers);
        for (String reference : piece.references()) {
            text = replaced(text, reference, numbers);
        }
        return text + "\n";
    }

    private static String replaced(String text, String id, Map<String, Integer> numbers) {
        int number = Objects.requireNonNull(numbers.get(id));
        return text.replace('"' + id + '"', "\"#" + number + '"').replace('>' + id + '<', ">#" + number + '<');
    }
}
