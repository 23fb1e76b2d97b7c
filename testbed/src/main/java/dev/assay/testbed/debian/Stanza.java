package dev.assay.testbed.debian;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One paragraph of a control file (deb-control(5), Debian Policy section 5.1). Field names do not care about case.
 *
 * @param fields each with its lines as they stand, joined by newlines
 */
public record Stanza(Map<String, String> fields) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,200}");
    /** A colon is legal in a version only where an epoch precedes it. */
    private static final Pattern VERSION =
            Pattern.compile("(?:[0-9]{1,9}:[0-9A-Za-z][0-9A-Za-z.+:~-]{0,200}|[0-9A-Za-z][0-9A-Za-z.+~-]{0,200})");

    public Stanza {
        TreeMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(fields);
        fields = Collections.unmodifiableSortedMap(copy);
    }

    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(it -> !it.isEmpty());
    }

    /** The binary package's name; empty when it has none that Policy allows. */
    public Optional<String> packageName() {
        return field("Package").filter(NAME.asMatchPredicate());
    }

    /** Empty when it has none that Policy allows. */
    public Optional<String> version() {
        return field("Version").filter(VERSION.asMatchPredicate());
    }

    /** The source package's name, which is the binary package's own where none is stated. */
    public Optional<String> sourceName() {
        return field("Source")
                .map(it -> it.split("[ (]", 2)[0])
                .filter(NAME.asMatchPredicate())
                .or(this::packageName);
    }

    /** The download's size in bytes; empty when it is absent or no number. */
    public Optional<Long> size() {
        return field("Size").filter(it -> it.matches("[0-9]{1,15}")).map(Long::valueOf);
    }
}
