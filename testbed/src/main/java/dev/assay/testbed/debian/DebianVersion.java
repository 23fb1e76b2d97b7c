package dev.assay.testbed.debian;

import dev.assay.testbed.process.Command;

/** A version as dpkg orders it (deb-version(7)); dpkg itself is asked, since its rules are many. */
public record DebianVersion(String text) implements Comparable<DebianVersion> {
    @Override
    public int compareTo(DebianVersion other) {
        if (text.equals(other.text)) {
            return 0;
        }
        if (holds("lt", other)) {
            return -1;
        }
        return holds("gt", other) ? 1 : 0;
    }

    public boolean isBefore(DebianVersion other) {
        return compareTo(other) < 0;
    }

    /** With the epoch that it has when none is written. */
    public String withEpoch() {
        return text.matches("[0-9]+:.*") ? text : "0:" + text;
    }

    private boolean holds(String relation, DebianVersion other) {
        return Command.of("dpkg", "--compare-versions", text, relation, other.text)
                .succeeds();
    }

    @Override
    public String toString() {
        return text;
    }
}
