package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A program of the machine, run to its end. */
final class RealTool {
    private RealTool() {}

    /** What it says; it has to end well. */
    static List<String> lines(Path directory, Optional<String> input, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("stderr").toFile());
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.orElse("").getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s, which said %s and %s", List.of(command), said, directory.resolve("stderr"))
                .isZero();
        return said.lines().toList();
    }
}
