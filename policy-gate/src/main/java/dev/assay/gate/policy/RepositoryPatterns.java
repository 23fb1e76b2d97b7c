package dev.assay.gate.policy;

import dev.assay.contract.image.ImageReference;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Globs over {@code registry/repository}: {@code *} is any text without a slash, {@code **} any text, {@code ?} one
 * character that isn't a slash.
 */
public final class RepositoryPatterns {
    /** In characters. */
    public static final int MAX_LENGTH = 253;

    private static final int MAX_WILDCARDS = 8;
    private static final String EVERYTHING = "**";

    private final List<Pattern> patterns;
    private final boolean everything;

    private RepositoryPatterns(List<Pattern> patterns, boolean everything) {
        this.patterns = patterns;
        this.everything = everything;
    }

    /**
     * None at all mean every repository.
     *
     * @throws IllegalArgumentException when a glob is empty, too long, or has more than 8 wildcards
     */
    public static RepositoryPatterns of(List<String> globs) {
        return new RepositoryPatterns(
                globs.stream().map(RepositoryPatterns::compile).toList(),
                globs.isEmpty() || globs.contains(EVERYTHING));
    }

    /** Whether it covers every image, even one of which nobody knows where it comes from. */
    boolean matchEverything() {
        return everything;
    }

    boolean match(ImageReference reference) {
        return everything
                || patterns.stream().anyMatch(it -> it.matcher(reference.name()).matches());
    }

    private static Pattern compile(String glob) {
        if (glob.isEmpty() || glob.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a glob has 1 to " + MAX_LENGTH + " characters: '" + glob + "'");
        }
        StringBuilder regex = new StringBuilder();
        int wildcards = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' && glob.startsWith(EVERYTHING, i)) {
                regex.append(".*");
                i++;
                wildcards++;
            } else if (c == '*') {
                regex.append("[^/]*");
                wildcards++;
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        if (wildcards > MAX_WILDCARDS) {
            throw new IllegalArgumentException("a glob has at most " + MAX_WILDCARDS + " '*': '" + glob + "'");
        }
        return Pattern.compile(regex.toString());
    }
}
