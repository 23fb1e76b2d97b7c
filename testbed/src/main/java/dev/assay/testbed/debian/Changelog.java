package dev.assay.testbed.debian;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A package's changelog, newest entry first (deb-changelog(5)). */
public record Changelog(String text) {
    private static final Pattern ENTRY =
            Pattern.compile("^[a-z0-9][a-z0-9+.-]* \\(([0-9A-Za-z.+:~-]+)\\)(?: [^;]*)?;.*");
    private static final Pattern CVE = Pattern.compile("CVE-[0-9]{4}-[0-9]{4,19}");
    private static final int MAX_CVES = 500;

    /** The CVE ids that entries name which are newer than {@code installed} and not newer than {@code fixed}. In the order of the text. */
    public Set<String> vulnerabilitiesFixed(DebianVersion installed, DebianVersion fixed) {
        Set<String> found = new LinkedHashSet<>();
        boolean counts = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                DebianVersion version = new DebianVersion(entry.group(1));
                if (!installed.isBefore(version)) {
                    break;
                }
                counts = !fixed.isBefore(version);
            } else if (counts) {
                addAll(line, found);
            }
        }
        return found;
    }

    private static void addAll(String line, Set<String> found) {
        Matcher ids = CVE.matcher(line);
        while (ids.find() && found.size() < MAX_CVES) {
            found.add(ids.group());
        }
    }
}
