package dev.assay.bench.pipeline;

import dev.assay.bench.ApiAccess;
import dev.assay.bench.Figures;
import dev.assay.bench.ParallelLoop;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the benchmark, and its course. */
@Command(
        name = "bench/run pipeline",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 110,
        sortOptions = false,
        description = {
            "What the way from a scan result in its topic to the patched Image costs: through the packaged annotator,",
            "a broker and the API stand-in, each a process of its own on this machine. Scanning is not in it.",
            "Beside it, in turns, a bare loop that sends the same patches to the same server."
        },
        footer = {
            "",
            "Exit status: 0 when it was measured, 1 when an Image ended wrong or something failed, 2 for a wrong",
            "command line. The last line of output is {\"ratio_to_floor\":R,\"p99_ms\":T}."
        })
public final class Pipeline implements Callable<Integer> {
    /** The annotator remembers the last 10,000 annotations. With more, new Images in between make it forget the others. */
    private static final int MAX_IMAGES = 4_500;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "2000",
            description = "results in each round, each of another image (default: ${DEFAULT-VALUE})")
    private int images;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "that count, for each number of replicas (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "8",
            description = "rounds before that do not count (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "2",
            description = "the most annotators at the same time (default: ${DEFAULT-VALUE})")
    private int replicas;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "assay.annotator.parallelism, and the bare loop's for each replica (default: ${DEFAULT-VALUE})")
    private int parallelism;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "records per second while latency is measured (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "how long latency is measured (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--write-delay",
            paramLabel = "MS",
            defaultValue = "0",
            description = {
                "how long each write of the API stand-in takes beside what it costs, as where etcd has to reach",
                "its disk; for the bare loop as well (default: ${DEFAULT-VALUE})"
            })
    private int writeDelay;

    @Option(
            names = "--annotator",
            paramLabel = "NAME=VALUE",
            description = "another setting of the annotator; may be repeated")
    private Map<String, String> settings = new LinkedHashMap<>();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private final List<Measured> measured = new ArrayList<>();
    private int generation;

    /** One number of replicas. Seconds per round, in the order of the rounds. */
    private record Measured(
            int replicas, List<Double> bare, List<Double> reading, List<Double> again, List<Double> first) {
        static Measured of(int replicas) {
            return new Measured(replicas, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        double ratio() {
            return ratio(bare, again);
        }

        /** Round by round, since what else the machine does changes from one to the next. */
        static double ratio(List<Double> floor, List<Double> annotators) {
            return Figures.median(IntStream.range(0, floor.size())
                    .mapToObj(it -> floor.get(it) / annotators.get(it))
                    .toList());
        }
    }

    public static void main(String[] arguments) {
        // Libraries only speak up when something is wrong.
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(new CommandLine(new Pipeline()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require("--images", images, 1, MAX_IMAGES);
        require("--rounds", rounds, 1, 50);
        require("--warm-up", warmUp, 0, 50);
        require("--replicas", replicas, 1, 4);
        require("--parallelism", parallelism, 1, 64);
        require("--rate", rate, 1, 1_000);
        require("--seconds", seconds, 1, 600);
        require("--write-delay", writeDelay, 0, 100);
        require("--rate times --seconds, for each an image of its own,", rate * seconds, 1, images);
        Path work = Files.createTempDirectory("assay-bench-");
        try {
            measure(work);
        } catch (IllegalStateException | IOException e) {
            say("bench/run pipeline: " + e.getMessage() + "; the logs are in " + work);
            return 1;
        }
        delete(work);
        return 0;
    }

    private void measure(Path work) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("dev.assay.root", ".")).toAbsolutePath();
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("assay.annotator.parallelism", Integer.toString(parallelism));
        say("starting the API stand-in and the broker");
        try (Deployment deployment = new Deployment(root, work, all, Duration.ofMillis(writeDelay))) {
            say("making " + images + " Images");
            ApiAccess api = deployment.api();
            Statements statements = Statements.of(images);
            create(statements, api);
            List<Double> milliseconds = List.of();
            for (int number = 1; number <= replicas; number++) {
                say("starting annotator " + number);
                deployment.runAnnotators(number);
                Measured now = Measured.of(number);
                statements = rounds(statements, now, api, new Throughput(api, deployment.writer()));
                measured.add(now);
                if (number == 1) {
                    say("a steady load of " + rate + "/s for " + seconds + " s");
                    statements = statements.next();
                    milliseconds = new Latency(api, deployment.writer()).run(statements.first(rate * seconds), rate);
                    new Throughput(api, deployment.writer()).check(statements.first(rate * seconds));
                }
            }
            print(System.out, milliseconds);
        }
    }

    /** @return the last edition that was written */
    private Statements rounds(Statements from, Measured now, ApiAccess api, Throughput throughput) throws IOException {
        PatchLoop bare = new PatchLoop(api, parallelism * now.replicas(), false);
        PatchLoop reading = new PatchLoop(api, parallelism * now.replicas(), true);
        Statements statements = from;
        for (int round = -warmUp; round < rounds; round++) {
            statements = statements.next();
            double floor = bare.run(statements);
            throughput.check(statements);
            statements = statements.next();
            double floorReading = reading.run(statements);
            throughput.check(statements);
            statements = statements.next();
            double again = throughput.run(statements);
            double first = first(statements.ofOthers(++generation), api, throughput);
            say(String.format(
                    Locale.ROOT,
                    "annotators %d, round %s: patch %.2f s, get and patch %.2f s, annotators %.2f s, on new Images %.2f s",
                    now.replicas(),
                    round < 0 ? "to warm up" : round + 1 + "/" + rounds,
                    floor,
                    floorReading,
                    again,
                    first));
            if (round >= 0) {
                now.bare().add(floor);
                now.reading().add(floorReading);
                now.again().add(again);
                now.first().add(first);
            }
        }
        return statements;
    }

    private void create(Statements statements, ApiAccess api) throws IOException {
        new ParallelLoop(parallelism)
                .run(images, it -> api.create(statements.digest(it).value()));
    }

    private double first(Statements statements, ApiAccess api, Throughput throughput) throws IOException {
        create(statements, api);
        double seconds = throughput.run(statements);
        new ParallelLoop(parallelism)
                .run(images, it -> api.delete(statements.digest(it).value()));
        return seconds;
    }

    private void print(PrintStream out, List<Double> milliseconds) {
        out.println("images: " + images + "; rounds: " + rounds + " in turns, after " + warmUp
                + " that do not count; a write takes " + writeDelay
                + " ms more; images/s: median [least-most]");
        for (Measured it : measured) {
            String suffix = ", " + it.replicas() * parallelism + " at a time";
            row(out, "bare loop of PATCH" + suffix, perSecond(it.bare()));
            row(out, "bare loop of GET and PATCH" + suffix, perSecond(it.reading()));
            String annotators = it.replicas() + (it.replicas() == 1 ? " annotator" : " annotators");
            row(out, annotators + ", further results", perSecond(it.again()));
            row(out, "  of the bare loop of PATCH", "%.2f".formatted(it.ratio()));
            row(out, "  of GET and PATCH", "%.2f".formatted(Measured.ratio(it.reading(), it.again())));
            row(out, annotators + ", first results of new Images", perSecond(it.first()));
            row(out, "  of the bare loop of PATCH", "%.2f".formatted(Measured.ratio(it.bare(), it.first())));
            row(out, "  of GET and PATCH", "%.2f".formatted(Measured.ratio(it.reading(), it.first())));
        }
        double p99 = Figures.percentile(milliseconds, 0.99);
        row(
                out,
                "a record's send to the watch's word, " + rate + "/s",
                "p50 %.0f ms, p99 %.0f ms (1 annotator, %d records)"
                        .formatted(Figures.percentile(milliseconds, 0.5), p99, milliseconds.size()));
        Measured best = measured.stream()
                .max(Comparator.comparingDouble(Measured::ratio))
                .orElseThrow();
        out.println("ratio_to_floor: further results, replicas " + best.replicas()
                + ", of the bare loop of PATCH; median of the rounds'");
        out.println(String.format(Locale.ROOT, "{\"ratio_to_floor\":%.3f,\"p99_ms\":%.1f}", best.ratio(), p99));
    }

    private String perSecond(Collection<Double> taken) {
        return Figures.spread(taken.stream().map(it -> images / it).toList(), "%.0f");
    }

    private static void row(PrintStream out, String what, String figures) {
        out.printf("%-44s %s%n", what, figures);
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    option + " is " + value + ", and not from " + least + " to " + most);
        }
    }

    private static void say(String line) {
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
