package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.xml.XmlCursor;
import dev.assay.scanner.openscap.xml.XmlException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What oscap says of each definition.
 *
 * @param byId results by definition id, in OVAL's words: true, false, error, unknown, not evaluated, not applicable
 */
record OvalResults(Map<String, String> byId) {
    private static final Set<String> WORDS =
            Set.of("true", "false", "error", "unknown", "not evaluated", "not applicable");
    private static final int MAX_DEFINITIONS = 1_000_000;

    static OvalResults read(Path file) throws IOException, XmlException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            XmlCursor cursor = XmlCursor.over(in);
            if (!cursor.nextElement() || !cursor.isAt(Oval.RESULTS, "oval_results")) {
                throw new XmlException("it is not an OVAL results document");
            }
            Map<String, String> results = new HashMap<>();
            while (cursor.nextElement()) {
                if (cursor.isAt(Oval.RESULTS, "definition")) {
                    add(cursor, results);
                }
            }
            return new OvalResults(Map.copyOf(results));
        }
    }

    private static void add(XmlCursor cursor, Map<String, String> results) throws XmlException {
        String id = cursor.attribute("definition_id").orElse("");
        String result = cursor.attribute("result").orElse("");
        if (id.isEmpty() || !WORDS.contains(result)) {
            throw new XmlException("it has a definition without an id or with an unknown result");
        }
        String before = results.put(id, result);
        if ((before != null && !before.equals(result)) || results.size() > MAX_DEFINITIONS) {
            throw new XmlException("it has two results for a definition, or too many definitions");
        }
    }

    /**
     * @param keys by definition id
     * @param results by key
     */
    static OvalResults of(Map<String, String> keys, Map<String, String> results) {
        Map<String, String> byId = new HashMap<>();
        keys.forEach((id, key) -> Optional.ofNullable(results.get(key)).ifPresent(result -> byId.put(id, result)));
        return new OvalResults(Map.copyOf(byId));
    }

    /** The other way round: results by key. */
    Map<String, String> by(Map<String, String> keys) {
        Map<String, String> byKey = new HashMap<>();
        keys.forEach((id, key) -> Optional.ofNullable(byId.get(id)).ifPresent(result -> byKey.put(key, result)));
        return byKey;
    }

    OvalResults only(Set<String> ids) {
        Map<String, String> some = new HashMap<>(byId);
        some.keySet().retainAll(ids);
        return new OvalResults(Map.copyOf(some));
    }

    /** @param others on other definitions */
    OvalResults and(OvalResults others) {
        Map<String, String> all = new HashMap<>(byId);
        all.putAll(others.byId);
        return new OvalResults(Map.copyOf(all));
    }

    boolean is(String id, String result) {
        return result.equals(byId.get(id));
    }

    /** Ids with one of these results, sorted. */
    List<String> with(Set<String> results) {
        return byId.entrySet().stream()
                .filter(it -> results.contains(it.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
