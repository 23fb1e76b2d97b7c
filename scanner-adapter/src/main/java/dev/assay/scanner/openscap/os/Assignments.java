package dev.assay.scanner.openscap.os;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shell-like assignments of os-release(5): {@code NAME=value}, with either quotes and backslashes. Nothing expands. */
final class Assignments {
    private static final int MAX_LINES = 1000;
    private static final int MAX_LINE = 4096;
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([A-Z][A-Z0-9_]{0,63})=(.*)");

    private Assignments() {}

    /** As in a shell the last assignment of a name counts. */
    static Map<String, String> parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().limit(MAX_LINES).filter(it -> it.length() <= MAX_LINE).forEach(line -> {
            Matcher matcher = ASSIGNMENT.matcher(line);
            if (matcher.matches()) {
                values.put(matcher.group(1), unquoted(matcher.group(2).strip()));
            }
        });
        return values;
    }

    private static String unquoted(String value) {
        if (value.startsWith("'")) {
            int end = value.indexOf('\'', 1);
            return end < 0 ? value.substring(1) : value.substring(1, end);
        }
        boolean quoted = value.startsWith("\"");
        StringBuilder result = new StringBuilder();
        for (int i = quoted ? 1 : 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted ? c == '"' : Character.isWhitespace(c)) {
                break;
            }
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                c = value.charAt(i);
            }
            result.append(c);
        }
        return result.toString();
    }
}
