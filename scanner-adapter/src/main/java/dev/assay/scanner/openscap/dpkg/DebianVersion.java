package dev.assay.scanner.openscap.dpkg;

import dev.assay.scanner.openscap.packages.PackageVersion;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a Debian package, ordered as deb-version(7) orders them: epoch, upstream version, revision. Two versions
 * that compare as equal need not be written alike ({@code 1.0} and {@code 0:1.0-0}), so this is not consistent with
 * equals.
 */
public record DebianVersion(String text) implements PackageVersion, Comparable<DebianVersion> {
    /** With an epoch, behind which there may be more colons, or without. */
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,9}):([A-Za-z0-9][A-Za-z0-9.+~:-]{0,254})|([A-Za-z0-9][A-Za-z0-9.+~-]{0,254})");

    /** @throws IllegalArgumentException when {@code text} isn't a version; see {@link #parse} */
    public DebianVersion {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a Debian version");
        }
    }

    /** Empty for what dpkg would not have written. */
    public static Optional<DebianVersion> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new DebianVersion(text)) : Optional.empty();
    }

    @Override
    public String shortForm() {
        return text.startsWith("0:") && text.indexOf(':', 2) < 0 ? text.substring(2) : text;
    }

    @Override
    public boolean isBelow(PackageVersion other) {
        return other instanceof DebianVersion version && compareTo(version) < 0;
    }

    @Override
    public int compareTo(DebianVersion other) {
        Parts mine = Parts.of(text);
        Parts theirs = Parts.of(other.text);
        int epochs = Integer.compare(mine.epoch, theirs.epoch);
        if (epochs != 0) {
            return epochs;
        }
        int upstream = compareParts(mine.upstream, theirs.upstream);
        return upstream != 0 ? upstream : compareParts(mine.revision, theirs.revision);
    }

    @Override
    public String toString() {
        return text;
    }

    /** Runs of other characters and runs of digits by turns, from the left. */
    private static int compareParts(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            while (isWord(a, i) || isWord(b, j)) {
                int order = Integer.compare(weight(a, i), weight(b, j));
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
            int digitsOfA = endOfDigits(a, i);
            int digitsOfB = endOfDigits(b, j);
            int order = number(a, i, digitsOfA).compareTo(number(b, j, digitsOfB));
            if (order != 0) {
                return order;
            }
            i = digitsOfA;
            j = digitsOfB;
        }
        return 0;
    }

    /** {@code ~} before the end, the end before letters, letters before all else. */
    private static int weight(String text, int at) {
        if (at >= text.length() || isDigit(text.charAt(at))) {
            return 0;
        }
        char c = text.charAt(at);
        if (c == '~') {
            return -1;
        }
        return Character.isLetter(c) ? c : c + 256;
    }

    private static boolean isWord(String text, int at) {
        return at < text.length() && !isDigit(text.charAt(at));
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static BigInteger number(String text, int from, int to) {
        return from >= to ? BigInteger.ZERO : new BigInteger(text.substring(from, to));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private record Parts(int epoch, String upstream, String revision) {
        static Parts of(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalStateException("checked when it was made");
            }
            Optional<String> epoch = Optional.ofNullable(matcher.group(1));
            String rest = epoch.isPresent() ? matcher.group(2) : matcher.group(3);
            int dash = rest.lastIndexOf('-');
            return new Parts(
                    epoch.map(Integer::parseInt).orElse(0),
                    dash < 0 ? rest : rest.substring(0, dash),
                    dash < 0 ? "" : rest.substring(dash + 1));
        }
    }
}
