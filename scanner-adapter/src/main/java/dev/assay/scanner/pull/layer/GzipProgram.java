package dev.assay.scanner.pull.layer;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A program that inflates gzip from its standard input when it is called with {@code -dc}: {@code igzip} of Intel's ISA-L does
 * it in half the time that zlib takes. What it gives out is held against the length and checksum at the end of the layer. So
 * everything but a layer of one gzip member fails here, though it may be a good layer.
 */
public final class GzipProgram {
    private final Path program;
    private final Supplier<Optional<WidePipe>> pipes;

    private GzipProgram(Path program, Supplier<Optional<WidePipe>> pipes) {
        this.program = program;
        this.pipes = pipes;
    }

    /** The same where there are no pipes but the ordinary ones. */
    GzipProgram withOrdinaryPipes() {
        return new GzipProgram(program, Optional::empty);
    }

    /**
     * @param name of the program, to be looked for on the search path, or its path
     * @param searchPath as in the environment's {@code PATH}
     */
    public static Optional<GzipProgram> find(String name, String searchPath) {
        Stream<Path> places = name.contains("/")
                ? Stream.of(Path.of(name))
                : Stream.of(searchPath.split(File.pathSeparator, -1))
                        .filter(it -> it.startsWith("/"))
                        .map(it -> Path.of(it, name));
        return places.filter(it -> Files.isRegularFile(it) && Files.isExecutable(it))
                .findFirst()
                .map(it -> new GzipProgram(it, WidePipe::open));
    }

    /** @param compressed is read by nobody else from now on, and closed with what this returns */
    InflatingProgram inflate(InputStream compressed) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of(program.toString(), "-dc")).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        return InflatingProgram.start(builder, compressed, pipes);
    }

    @Override
    public String toString() {
        return program.toString();
    }
}
