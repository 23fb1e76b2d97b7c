package dev.assay.contract.lenient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what Go's {@code fmt} prints for a list of maps: {@code [map[label:high score:13] map[label:low score:2]]}. The form
 * has no quotes, so it can be told apart only where the keys are known and no value holds a bracket.
 */
public final class GoMaps {
    private static final Pattern LIST = Pattern.compile("\\[(?:map\\[[^\\[\\]]*+](?: (?=map)|(?=])))++]");
    private static final Pattern MAP = Pattern.compile("map\\[([^\\[\\]]*+)]");
    private static final Pattern KEY = Pattern.compile("(?:^| )([A-Za-z]++):");
    private static final int MAX_LENGTH = 8_192;

    private GoMaps() {}

    /**
     * Every value is a text, {@code <nil>} is nothing.
     *
     * @param keys those that may occur, in lower case; another word before a colon belongs to the value it stands in
     * @return empty when the text has another form, or a key occurs twice in a map
     */
    public static Optional<LooseValue.Items> read(String text, Set<String> keys) {
        // The bound keeps the matcher's stack small: a group that repeats is a call that nests.
        if (text.length() > MAX_LENGTH || !LIST.matcher(text).matches()) {
            return Optional.empty();
        }
        List<LooseValue> maps = new ArrayList<>();
        Matcher map = MAP.matcher(text);
        while (map.find()) {
            Optional<LooseValue> fields = fields(map.group(1), keys);
            if (fields.isEmpty()) {
                return Optional.empty();
            }
            maps.add(fields.get());
        }
        return Optional.of(new LooseValue.Items(maps));
    }

    private static Optional<LooseValue> fields(String text, Set<String> keys) {
        Map<String, LooseValue> fields = new LinkedHashMap<>();
        Matcher next = KEY.matcher(text);
        int end = findKey(next, keys) ? next.start() : text.length();
        if (end > 0) {
            return Optional.empty();
        }
        while (end < text.length()) {
            String key = next.group(1);
            int start = next.end();
            end = findKey(next, keys) ? next.start() : text.length();
            if (fields.put(key, value(text.substring(start, end))) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new LooseValue.Fields(fields));
    }

    private static boolean findKey(Matcher matcher, Set<String> keys) {
        while (matcher.find()) {
            if (keys.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static LooseValue value(String text) {
        return text.equals("<nil>") ? new LooseValue.Nothing() : new LooseValue.Text(text);
    }
}
