package dev.assay.testbed.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs on the search path. */
public final class Programs {
    private static final List<String> ALSO = List.of("/usr/bin", "/usr/local/bin", "/bin");

    private Programs() {}

    /** The first of {@code names} that the search path has. */
    public static Optional<Path> find(String... names) {
        String path = System.getenv().getOrDefault("PATH", "");
        List<String> folders = Stream.concat(
                        Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(path), ALSO.stream())
                .toList();
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(it -> Path.of(it, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
