package dev.assay.scanner.pull;

import dev.assay.contract.image.Platform;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads {@code os/architecture[/variant]} from configuration. */
public final class PlatformConverter implements Converter<Platform> {
    private static final long serialVersionUID = 1L;

    @Override
    public Platform convert(String text) {
        return Platform.parse(text);
    }
}
