package dev.assay.bench.scan;

import dev.assay.testbed.debian.DebianSystem;
import dev.assay.testbed.process.CommandException;
import dev.assay.testbed.registry.DistributionRegistry;
import dev.assay.testbed.registry.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the benchmark, and its course. */
@Command(
        name = "bench/run scan",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 110,
        sortOptions = false,
        description = {
            "From an image in a registry on this machine to the advisories that apply to it: Assay, and in turns with it",
            "what somebody would run instead. All get the same image, feed and settings of apt, and each answer is",
            "compared with what is true. The image is made of this machine's packages: three layers, about 90 MB."
        },
        footer = {
            "",
            "Exit status: 0 when it was measured, 1 when an answer was wrong or something failed, 2 for a wrong command",
            "line. The last line of output has the ratios for the feed with the most definitions."
        })
public final class ScanBench implements Callable<Integer> {
    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "that count, after one that does not (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--definitions",
            paramLabel = "N",
            split = ",",
            defaultValue = "200,20000",
            description = "in the feed, for each feed (default: ${DEFAULT-VALUE})")
    private List<Integer> definitions = List.of();

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "50",
            description = "that are known when new advisories come (default: ${DEFAULT-VALUE})")
    private int known;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "10",
            description = {
                "images with layers of their own, of about 70 MB unpacked, that Assay looks at beforehand, so that its code",
                "is compiled as in a process that runs for days (default: ${DEFAULT-VALUE})"
            })
    private int warmUp;

    @Option(
            names = "--work-directory",
            paramLabel = "DIR",
            defaultValue = "/dev/shm",
            description = {
                "for all files, those of the others as well; the default is in memory, so that nobody waits for a disk",
                "that is slow at small files (default: ${DEFAULT-VALUE})"
            })
    private Path workDirectory = Path.of("/dev/shm");

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        // Libraries only speak up when something is wrong.
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(new CommandLine(new ScanBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require("--rounds", rounds, 1, 50);
        require("--images", known, 1, 500);
        require("--warm-up", warmUp, 0, 100);
        for (int number : definitions) {
            require("--definitions", number, 100, 90_000);
        }
        if (!Files.isDirectory(workDirectory)) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--work-directory is " + workDirectory + ", which is no folder");
        }
        Path work = Files.createTempDirectory(workDirectory, "assay-bench-");
        try {
            measure(work);
        } catch (IllegalStateException | CommandException | IOException e) {
            say("bench/run scan: " + e.getMessage() + "; what is left is in " + work);
            return 1;
        }
        delete(work);
        return 0;
    }

    private void measure(Path work) throws IOException, InterruptedException {
        DebianSystem system = DebianSystem.ofThisMachine();
        Path root = Path.of(System.getProperty("dev.assay.root", ".")).toAbsolutePath();
        try (DistributionRegistry registry = DistributionRegistry.start(RegistryOptions.in(work.resolve("registry")))) {
            BenchImages images = BenchImages.make(
                    Files.createDirectory(work.resolve("images")),
                    new RegistryUpload(registry.host(), system.imageArchitecture()),
                    rounds + 1,
                    known,
                    warmUp);
            List<Course> courses = new ArrayList<>();
            for (int number : definitions.stream().sorted().toList()) {
                Course course = new Course(
                        root,
                        Files.createDirectory(work.resolve("feed-" + number)),
                        registry.host(),
                        system,
                        new BenchFeed(images.packages(), system.versionId(), number, 0));
                course.run(images);
                courses.add(course);
            }
            System.out.println(images.description());
            System.out.println("rounds: " + rounds + " in turns, after one that does not count; median [least-most];"
                    + " peak: of the largest process");
            courses.forEach(it -> it.print(System.out));
            System.out.println(courses.get(courses.size() - 1).ratios());
        }
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    option + " is " + value + ", and not from " + least + " to " + most);
        }
    }

    static void say(String line) {
        System.err.println(line);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
