package dev.assay.scanner.openscap.content.intake;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SHA-256 sums by file, as publishers list them: {@code sum  name} or {@code sum *name} (sha256sum), {@code path,sum,size}
 * (Pulp), {@code SHA256 (name) = sum} (BSD), or one sum and nothing else.
 */
record ChecksumList(String text) {
    private static final Pattern SUM = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    /** The sums that it states for a file of that name, in whatever folder. */
    List<String> of(String fileName) {
        if (SUM.matcher(text.strip()).matches()) {
            return List.of(text.strip());
        }
        Pattern named = Pattern.compile("(?:^|[\\s/*(])" + Pattern.quote(fileName) + "(?:$|[\\s,)])");
        return text.lines()
                .filter(it -> named.matcher(it).find())
                .map(SUM::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .toList();
    }
}
