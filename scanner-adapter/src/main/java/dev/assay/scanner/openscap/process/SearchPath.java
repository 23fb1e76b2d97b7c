package dev.assay.scanner.openscap.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs are. */
final class SearchPath {
    static final String DEFAULT = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private SearchPath() {}

    /** @param program a name to look for on {@code path}, or a path */
    static Optional<Path> find(String program, String path) {
        Stream<Path> places = program.contains("/")
                ? Stream.of(Path.of(program))
                : Stream.of(path.split(File.pathSeparator))
                        .filter(it -> !it.isEmpty())
                        .map(it -> Path.of(it, program));
        return places.filter(it -> Files.isRegularFile(it) && Files.isExecutable(it))
                .findFirst();
    }
}
