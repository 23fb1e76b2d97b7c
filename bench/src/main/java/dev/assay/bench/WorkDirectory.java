package dev.assay.bench;

import dev.assay.testbed.process.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is there for one run, and stays when it failed. */
public final class WorkDirectory {
    private WorkDirectory() {}

    /** What is measured. */
    @FunctionalInterface
    public interface Measurement {
        void run(Path directory) throws IOException, InterruptedException;
    }

    /**
     * @param benchmark its name, for messages
     * @return the exit status: 0, or 1 when something failed
     */
    public static int run(String benchmark, Measurement measurement) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("assay-bench-");
        try {
            measurement.run(directory);
        } catch (IllegalStateException | CommandException | IOException e) {
            System.err.println(benchmark + ": " + e.getMessage() + "; the logs are in " + directory);
            return 1;
        }
        delete(directory);
        return 0;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> paths = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }
}
