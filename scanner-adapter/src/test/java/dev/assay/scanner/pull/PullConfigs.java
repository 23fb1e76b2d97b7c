package dev.assay.scanner.pull;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Configuration as the process reads it, with its own defaults. */
public final class PullConfigs {
    private PullConfigs() {}

    /** @param settings below {@code assay.registries} */
    public static PullConfig of(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(PullConfig.class, "assay.registries");
        settings.forEach((key, value) ->
                builder.withSources(new PropertiesConfigSource(Map.of("assay.registries." + key, value), key, 100)));
        SmallRyeConfig config = builder.build();
        return config.getConfigMapping(PullConfig.class, "assay.registries");
    }
}
