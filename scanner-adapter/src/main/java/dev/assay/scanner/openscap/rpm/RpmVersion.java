package dev.assay.scanner.openscap.rpm;

import dev.assay.scanner.openscap.packages.PackageVersion;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Epoch, version and release of a package, ordered as rpm-version(7) orders them. Two that compare as equal need not be
 * written alike, so this is not consistent with equals.
 */
public record RpmVersion(String text) implements PackageVersion, Comparable<RpmVersion> {
    private static final Pattern FORM =
            Pattern.compile("(?:([0-9]{1,9}):)?([A-Za-z0-9._+~^]{1,200})-([A-Za-z0-9._+~^]{1,200})");

    /** @throws IllegalArgumentException when {@code text} isn't a version; see {@link #parse} */
    public RpmVersion {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not an RPM version");
        }
    }

    /** Empty for what rpm would not have written. */
    public static Optional<RpmVersion> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new RpmVersion(text)) : Optional.empty();
    }

    @Override
    public String shortForm() {
        return text.startsWith("0:") ? text.substring(2) : text;
    }

    @Override
    public boolean isBelow(PackageVersion other) {
        return other instanceof RpmVersion version && compareTo(version) < 0;
    }

    @Override
    public int compareTo(RpmVersion other) {
        Matcher mine = parts(text);
        Matcher theirs = parts(other.text);
        int epochs = Integer.compare(epoch(mine), epoch(theirs));
        if (epochs != 0) {
            return epochs;
        }
        int versions = compareParts(mine.group(2), theirs.group(2));
        return versions != 0 ? versions : compareParts(mine.group(3), theirs.group(3));
    }

    @Override
    public String toString() {
        return text;
    }

    private static Matcher parts(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("checked when it was made");
        }
        return matcher;
    }

    private static int epoch(Matcher matcher) {
        return Integer.parseInt(Optional.ofNullable(matcher.group(1)).orElse("0"));
    }

    /** Runs of digits and runs of letters from the left; {@code ~} is before the end, {@code ^} just behind it. */
    static int compareParts(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            i = endOf(a, i, it -> !isPart(it));
            j = endOf(b, j, it -> !isPart(it));
            if (isAt(a, i, '~') || isAt(b, j, '~')) {
                if (!isAt(a, i, '~') || !isAt(b, j, '~')) {
                    return isAt(a, i, '~') ? -1 : 1;
                }
                i++;
                j++;
                continue;
            }
            if (isAt(a, i, '^') || isAt(b, j, '^')) {
                if (i == a.length() || j == b.length()) {
                    return i == a.length() ? -1 : 1;
                }
                if (!isAt(a, i, '^') || !isAt(b, j, '^')) {
                    return isAt(a, i, '^') ? -1 : 1;
                }
                i++;
                j++;
                continue;
            }
            if (i == a.length() || j == b.length()) {
                break;
            }
            boolean number = isDigit(a.charAt(i));
            int endOfA = endOf(a, i, number ? RpmVersion::isDigit : RpmVersion::isLetter);
            int endOfB = endOf(b, j, number ? RpmVersion::isDigit : RpmVersion::isLetter);
            if (endOfB == j) {
                return number ? 1 : -1;
            }
            int order = compareRuns(a.substring(i, endOfA), b.substring(j, endOfB), number);
            if (order != 0) {
                return order;
            }
            i = endOfA;
            j = endOfB;
        }
        return Boolean.compare(i < a.length(), j < b.length());
    }

    private static int compareRuns(String a, String b, boolean number) {
        return number ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static int endOf(String text, int from, java.util.function.IntPredicate goesOn) {
        int end = from;
        while (end < text.length() && goesOn.test(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isAt(String text, int at, char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private static boolean isPart(int c) {
        return isDigit(c) || isLetter(c) || c == '~' || c == '^';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
