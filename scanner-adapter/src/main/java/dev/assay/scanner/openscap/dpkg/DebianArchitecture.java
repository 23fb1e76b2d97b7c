package dev.assay.scanner.openscap.dpkg;

import dev.assay.contract.image.Platform;
import java.util.Map;
import java.util.Optional;

/** Debian's names of architectures, as an image's platform has them in Go's words. */
public final class DebianArchitecture {
    /** Of packages that run anywhere. */
    public static final String ALL = "all";

    private static final Map<String, String> BY_GO_NAME = Map.ofEntries(
            Map.entry("amd64", "amd64"),
            Map.entry("arm64", "arm64"),
            Map.entry("386", "i386"),
            Map.entry("ppc64le", "ppc64el"),
            Map.entry("s390x", "s390x"),
            Map.entry("riscv64", "riscv64"),
            Map.entry("loong64", "loong64"),
            Map.entry("mips64le", "mips64el"),
            Map.entry("mipsle", "mipsel"));

    private DebianArchitecture() {}

    /** Empty for a platform that Debian has no port for. */
    public static Optional<String> of(Platform platform) {
        if (platform.architecture().equals("arm")) {
            boolean old = platform.variant()
                    .filter(it -> it.equals("v5") || it.equals("v6"))
                    .isPresent();
            return Optional.of(old ? "armel" : "armhf");
        }
        return Optional.ofNullable(BY_GO_NAME.get(platform.architecture()));
    }
}
