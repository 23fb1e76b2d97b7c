package dev.assay.scanner.pull;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@ApplicationScoped
class ConfiguredRegistries implements AllowedRegistries {
    private final List<String> allowed;

    ConfiguredRegistries(@ConfigProperty(name = "assay.registries.allowed") Optional<List<String>> allowed) {
        this.allowed = allowed.orElse(List.of()).stream()
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public boolean allows(String registry) {
        return allowed.contains(registry.toLowerCase(Locale.ROOT));
    }
}
