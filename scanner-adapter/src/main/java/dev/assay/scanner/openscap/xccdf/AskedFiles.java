package dev.assay.scanner.openscap.xccdf;

import dev.assay.scanner.openscap.root.WantedFiles;
import dev.assay.scanner.openscap.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells of OVAL's objects whether they ask for files that are not extracted, by {@code filepath} or by {@code path} and
 * {@code filename}. Where that can't be told, as of paths that oscap computes, they count as missing.
 */
final class AskedFiles {
    private static final Set<String> OBJECTS = Set.of(
            "file_object",
            "filehash_object",
            "filehash58_object",
            "textfilecontent_object",
            "textfilecontent54_object",
            "xmlfilecontent_object");
    /** The longest beginning of a regular expression that is what it matches. */
    private static final Pattern LITERAL = Pattern.compile("(?:(?:[\\w/\\- ]|\\\\[./\\-])(?![?*{]))*");

    private final Set<String> missing = new HashSet<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Set<String> suitable = new HashSet<>();

    void add(String id, XmlElement element) {
        if (element.name().equals("constant_variable")) {
            if (element.children("value").map(XmlElement::text).allMatch(it -> isLiteralThere(it, ""))) {
                suitable.add(id);
            }
        } else if (OBJECTS.contains(element.name())) {
            String name = element.children("filename")
                    .filter(it -> isEqual(it))
                    .map(XmlElement::text)
                    .findFirst()
                    .orElse("");
            element.children("filepath").forEach(it -> add(id, it, ""));
            element.children("path").forEach(it -> add(id, it, "/" + name));
        }
    }

    /** Once all elements are added. */
    boolean areMissing(String id) {
        String variable = variables.get(id);
        return missing.contains(id) || (variable != null && !suitable.contains(variable));
    }

    private void add(String id, XmlElement path, String name) {
        path.attribute("var_ref").ifPresentOrElse(it -> variables.put(id, it), () -> {
            boolean isThere = isEqual(path)
                    ? isLiteralThere(path.text(), name)
                    : isPattern(path) && alternatives(path.text()).stream().allMatch(AskedFiles::arePatternsThere);
            if (!isThere) {
                missing.add(id);
            }
        });
    }

    private static boolean isEqual(XmlElement entity) {
        return entity.attribute("operation").filter(it -> !it.equals("equals")).isEmpty();
    }

    private static boolean isPattern(XmlElement entity) {
        return entity.attribute("operation").filter("pattern match"::equals).isPresent();
    }

    /** @param name of the file in the directory {@code path}, behind a slash, with nothing behind it for any */
    private static boolean isLiteralThere(String path, String name) {
        String whole = (path + name).replaceAll("/{2,}", "/").replaceFirst("^/", "");
        return WantedFiles.haveAllThatBeginWith(whole + "/") || WantedFiles.haveForRules(whole);
    }

    private static boolean arePatternsThere(String pattern) {
        Matcher matcher = LITERAL.matcher(pattern);
        if (!pattern.startsWith("^") || !matcher.region(1, pattern.length()).lookingAt()) {
            return false;
        }
        String beginning = matcher.group().replace("\\", "");
        return beginning.startsWith("/") && WantedFiles.haveAllThatBeginWith(beginning.substring(1));
    }

    /** A regular expression at those bars that are in no parentheses. */
    private static List<String> alternatives(String pattern) {
        List<String> alternatives = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '\\' -> i++;
                case '(' -> depth++;
                case ')' -> depth--;
                case '|' -> {
                    if (depth == 0) {
                        alternatives.add(pattern.substring(start, i));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        alternatives.add(pattern.substring(start));
        return alternatives;
    }
}
