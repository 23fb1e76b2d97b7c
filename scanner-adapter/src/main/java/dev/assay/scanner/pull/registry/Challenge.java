package dev.assay.scanner.pull.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a registry wants to be told who asks (RFC 9110, section 11.6.1).
 *
 * @param scheme in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final Pattern PART = Pattern.compile("\\G[\\s,]*(?:(" + TOKEN
            + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(" + TOKEN + "))|(" + TOKEN + ")(?=\\s|$|,))");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** The one to answer: {@code Bearer} before {@code Basic}, others aren't known. */
    static Optional<Challenge> choose(List<String> headers) {
        List<Challenge> all = headers.stream().flatMap(it -> parse(it).stream()).toList();
        return find("bearer", all).or(() -> find("basic", all));
    }

    boolean isBearer() {
        return scheme.equals("bearer");
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static Optional<Challenge> find(String scheme, List<Challenge> all) {
        return all.stream().filter(it -> it.scheme.equals(scheme)).findFirst();
    }

    private static List<Challenge> parse(String header) {
        List<Challenge> challenges = new ArrayList<>();
        Map<String, String> parameters = new HashMap<>();
        String scheme = "";
        for (Matcher part = PART.matcher(header); part.find(); ) {
            String name = part.group(1);
            if (name == null) {
                challenges.add(new Challenge(scheme, parameters));
                scheme = part.group(4).toLowerCase(Locale.ROOT);
                parameters.clear();
            } else {
                String quoted = part.group(2);
                String value = quoted == null ? part.group(3) : quoted.replaceAll("\\\\(.)", "$1");
                parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
            }
        }
        challenges.add(new Challenge(scheme, parameters));
        return challenges;
    }
}
