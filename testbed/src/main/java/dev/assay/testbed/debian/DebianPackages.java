package dev.assay.testbed.debian;

import dev.assay.testbed.process.Command;
import dev.assay.testbed.process.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Downloads binary packages with apt, which checks their signatures, and keeps them in {@code cache}. */
public record DebianPackages(Path cache) {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /**
     * The package in exactly that version.
     *
     * @throws CommandException when apt cannot get it, for instance because the archive has removed it since the lists
     *     were read
     */
    public DebFile download(String name, DebianVersion version) {
        Path kept = cache.resolve(name + "_" + version.text().replace(':', '-') + ".deb");
        if (!Files.isRegularFile(kept)) {
            fetch(name + "=" + version, kept);
        }
        return new DebFile(kept);
    }

    private void fetch(String what, Path kept) {
        try {
            Files.createDirectories(cache);
            Path directory = Files.createTempDirectory(cache, "download");
            // apt's sandbox user may not write here, and would only say so at length.
            Command.of("apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", what)
                    .in(directory)
                    .within(LIMIT)
                    .text();
            Path file = onlyPackage(directory)
                    .orElseThrow(() -> new IOException("apt-get download " + what + " left no package behind"));
            Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> onlyPackage(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(it -> it.toString().endsWith(".deb")).findFirst();
        }
    }
}
