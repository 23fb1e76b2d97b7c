package dev.assay.gate.policy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of namespaces, in which {@code *} is any text. */
public final class NamespacePatterns {
    private final Pattern pattern;

    public NamespacePatterns(List<String> globs) {
        String either = globs.stream()
                .map(glob -> "\\Q" + glob.replace("*", "\\E.*\\Q") + "\\E")
                .collect(Collectors.joining("|"));
        this.pattern = Pattern.compile(either);
    }

    public boolean match(String namespace) {
        return !namespace.isEmpty() && pattern.matcher(namespace).matches();
    }
}
