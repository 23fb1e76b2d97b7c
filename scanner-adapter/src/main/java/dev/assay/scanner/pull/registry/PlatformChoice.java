package dev.assay.scanner.pull.registry;

import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImagePullException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which image of an index is meant by a platform. */
final class PlatformChoice {
    /** What an architecture means without a variant (OCI image specification, image-index.md, and containerd). */
    private static final Map<String, String> DEFAULT_VARIANTS = Map.of("arm64", "v8", "arm", "v7", "amd64", "v1");

    private PlatformChoice() {}

    static Descriptor choose(Manifest.Index index, Platform wanted) throws ImagePullException {
        return index.entries().stream()
                .filter(it ->
                        it.platform().filter(platform -> fits(platform, wanted)).isPresent())
                .min(Comparator.comparing(
                        it -> !it.platform().map(PlatformChoice::variant).equals(Optional.of(variant(wanted)))))
                .map(Manifest.Entry::manifest)
                .orElseThrow(() ->
                        Failure.notApplicable("the index has no image for " + wanted + "; it has " + names(index)));
    }

    /** Without a variant wanted any will do, though that which the architecture means comes first. */
    private static boolean fits(Platform platform, Platform wanted) {
        return ManifestParser.isRunnable(platform)
                && platform.os().equals(wanted.os())
                && platform.architecture().equals(wanted.architecture())
                && (wanted.variant().isEmpty() || variant(platform).equals(variant(wanted)));
    }

    private static String variant(Platform platform) {
        return platform.variant().orElseGet(() -> DEFAULT_VARIANTS.getOrDefault(platform.architecture(), ""));
    }

    private static String names(Manifest.Index index) {
        List<String> names = index.entries().stream()
                .flatMap(it -> it.platform().stream())
                .filter(ManifestParser::isRunnable)
                .map(Platform::toString)
                .distinct()
                .limit(20)
                .toList();
        return names.isEmpty()
                ? "none that names a platform"
                : names.stream().map(Failure::shown).collect(Collectors.joining(", "));
    }
}
