package dev.assay.scanner.pull.registry;

import java.util.List;
import java.util.regex.Pattern;

/** A list of registries in configuration: {@code host}, {@code host:port}, {@code host:*}, {@code *.domain}, {@code *}. */
final class HostPatterns {
    private static final Pattern FORM = Pattern.compile(
            "(?:\\*|(?:\\*\\.)?[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:.]+])(?::(?:\\*|[0-9]{1,5}))?");
    private static final String ANY = "*";

    private final List<RegistryHost> patterns;

    /** @throws IllegalArgumentException when one is no pattern; the message names the setting */
    HostPatterns(String setting, List<String> patterns) {
        this.patterns = patterns.stream().map(it -> parse(setting, it)).toList();
    }

    boolean match(RegistryHost host) {
        return patterns.stream().anyMatch(it -> matches(it, host));
    }

    private static RegistryHost parse(String setting, String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    setting + " lists '" + text + "', which is not of the form host, host:port, host:*, *.domain or *");
        }
        return RegistryHost.parse(text);
    }

    private static boolean matches(RegistryHost pattern, RegistryHost host) {
        boolean port = pattern.port().equals(ANY) || pattern.port().equals(host.port());
        return port && (pattern.name().equals(host.name()) || matchesWildcard(pattern.name(), host));
    }

    private static boolean matchesWildcard(String pattern, RegistryHost host) {
        if (!pattern.startsWith(ANY) || host.isLiteral()) {
            return false;
        }
        return pattern.equals(ANY) || host.name().endsWith(pattern.substring(1));
    }
}
