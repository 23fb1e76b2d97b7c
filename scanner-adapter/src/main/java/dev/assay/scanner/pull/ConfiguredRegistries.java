package dev.assay.scanner.pull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@link PullConfig#allowed()}: exact names, {@code *.domain} for names below it, {@code host:*} for each port. */
@ApplicationScoped
class ConfiguredRegistries implements AllowedRegistries {
    private static final String ANY_NAME_BELOW = "*.";
    private static final String ANY_PORT = ":*";
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+(:[0-9]+)?|\\[.*");

    private final List<String> patterns;

    @Inject
    ConfiguredRegistries(PullConfig config) {
        this(config.allowed());
    }

    ConfiguredRegistries(Optional<List<String>> allowed) {
        patterns = allowed.orElse(List.of()).stream()
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public boolean allows(String registry) {
        String name = registry.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String registry) {
        if (pattern.endsWith(ANY_PORT)) {
            String host = pattern.substring(0, pattern.length() - ANY_PORT.length());
            return matches(host, withoutPort(registry));
        }
        if (pattern.startsWith(ANY_NAME_BELOW)) {
            String suffix = pattern.substring(1);
            return registry.endsWith(suffix)
                    && registry.length() > suffix.length()
                    && !ADDRESS.matcher(registry).matches();
        }
        return pattern.equals(registry);
    }

    private static String withoutPort(String registry) {
        int colon = registry.lastIndexOf(':');
        return colon > registry.lastIndexOf(']') ? registry.substring(0, colon) : registry;
    }
}
