package dev.assay.scanner.pull.registry;

import dev.assay.scanner.pull.AllowedRegistries;
import dev.assay.scanner.pull.PullConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Those of {@link PullConfig#allowed()}: by the same rules as pulling, so that nothing is taken in that is refused later. */
@ApplicationScoped
class ConfiguredRegistries implements AllowedRegistries {
    private final HostPatterns allowed;

    @Inject
    ConfiguredRegistries(PullConfig config) {
        this(config.allowed().orElse(List.of()));
    }

    ConfiguredRegistries(List<String> allowed) {
        this.allowed = new HostPatterns("assay.registries.allowed", allowed);
    }

    @Override
    public boolean allows(String registry) {
        return allowed.match(RegistryHost.parse(registry));
    }
}
