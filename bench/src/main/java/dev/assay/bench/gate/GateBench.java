package dev.assay.bench.gate;

import dev.assay.bench.ApiAccess;
import dev.assay.bench.Figures;
import dev.assay.bench.ProcessStatistics;
import dev.assay.bench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the benchmark, and its course. */
@Command(
        name = "bench/run gate",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 110,
        sortOptions = false,
        description = {
            "What the packaged policy gate holds of each of many images, and what it costs to judge them: 20 policies,",
            "annotations of three providers. Beside it, in the same run, a bare loop over the same compiled expressions.",
            "Gate, broker and API stand-in are processes of their own on this machine."
        },
        footer = {
            "",
            "Exit status: 0 when it was measured, 1 when an image was judged wrong or something failed, 2 for a wrong",
            "command line. The last line of output is a JSON object with the figures."
        })
public final class GateBench implements Callable<Integer> {
    private static final int CREATORS = 4;

    private static final int DENIALS = 20;

    /** Denies a few more images: what is measured is judging, and not writing. */
    private static final int STRICTER = SamplePolicies.LIMIT - 1;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "100000",
            description = "that the cluster has (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "starts, and changes of a policy, that count (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--gate", paramLabel = "NAME=VALUE", description = "a setting of the gate; may be repeated")
    private Map<String, String> settings = new HashMap<>();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private final List<Double> starts = new ArrayList<>();
    private final List<Double> sweeps = new ArrayList<>();
    private final List<Double> changes = new ArrayList<>();

    public static void main(String[] arguments) {
        // Libraries only speak up when something is wrong.
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(new CommandLine(new GateBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require("--images", count, 1_000, 1_000_000);
        require("--rounds", rounds, 1, 50);
        return WorkDirectory.run("bench/run gate", this::measure);
    }

    private void measure(Path work) throws IOException, InterruptedException {
        SampleImages images = SampleImages.of(count);
        Measured measured = measure(work, images);
        say("the bare loop");
        print(measured, new Floor(images));
    }

    private Measured measure(Path work, SampleImages images) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("dev.assay.root", ".")).toAbsolutePath();
        say("starting the API stand-in, the broker and the gate");
        try (GateRun run = new GateRun(root, work, settings)) {
            SamplePolicies.create(run.api());
            run.awaitJudged(0);
            long empty = run.liveBytes();
            say("making " + count + " Images, which the gate judges as they come");
            images.create(run.api(), CREATORS);
            run.awaitJudged(count);
            long first = run.patches();
            check(run.api(), images, SamplePolicies.LIMIT);
            say("first verdicts: " + first + " patches");
            for (int round = 0; round < rounds; round++) {
                start(run, round);
            }
            long held = run.liveBytes();
            change(run, images);
            List<Double> denials = new FirstDenial(run.api(), images).run(DENIALS);
            return new Measured(held - empty, first, denials);
        }
    }

    /**
     * @param bytes of the heap for all images
     * @param firstPatches when no Image had a verdict
     * @param denials milliseconds from an annotation to the denial
     */
    private record Measured(long bytes, long firstPatches, List<Double> denials) {}

    private void start(GateRun run, int round) throws IOException {
        run.restart();
        run.awaitJudged(count);
        ProcessStatistics statistics = run.statistics();
        double sweep = statistics.cpuOfThreads("gate-worker");
        say("start %d/%d: judging %.2f s of CPU, the whole process %.1f s, patches %d"
                .formatted(round + 1, rounds, sweep, statistics.cpu(), run.patches()));
        sweeps.add(sweep);
        starts.add(statistics.cpu());
        if (run.patches() != 0) {
            throw new IllegalStateException("the gate wrote " + run.patches() + " verdicts anew after a restart");
        }
    }

    private void change(GateRun run, SampleImages images) throws IOException {
        // The first changes are not counted: code is still being compiled.
        for (int round = -2; round < rounds; round++) {
            int limit = round % 2 == 0 ? STRICTER : SamplePolicies.LIMIT;
            long judgements = run.judgements();
            long patches = run.patches();
            double before = run.statistics().cpu();
            long start = System.nanoTime();
            SamplePolicies.change(run.api(), limit);
            run.awaitJudged(judgements + count);
            double spent = run.statistics().cpu() - before;
            say("change %s: %.2f s of CPU, patches %d, within %.1f s"
                    .formatted(
                            round < 0 ? "to warm up" : round + 1 + "/" + rounds,
                            spent,
                            run.patches() - patches,
                            (System.nanoTime() - start) / 1e9));
            check(run.api(), images, limit);
            if (round >= 0) {
                changes.add(spent);
            }
        }
        SamplePolicies.change(run.api(), SamplePolicies.LIMIT);
        run.awaitJudged(run.judgements());
    }

    /** @throws IllegalStateException when an Image is denied that should not be, or the other way round */
    private void check(ApiAccess api, SampleImages images, int limit) throws IOException {
        Map<String, Boolean> denied = new HashMap<>();
        api.annotations((name, annotations) ->
                denied.put(name, annotations.path(FirstDenial.DENY).asText().equals("true")));
        for (int image = 0; image < count; image++) {
            String name = images.digest(image).value();
            boolean wanted = SamplePolicies.deny(images, image, limit);
            if (!Objects.equals(denied.get(name), wanted)) {
                throw new IllegalStateException("the Image " + name + " should " + (wanted ? "" : "not ")
                        + "be denied, and the opposite is the case");
            }
        }
    }

    private void print(Measured measured, Floor floor) {
        double bare = floor.seconds();
        long bytes = measured.bytes() / count;
        System.out.println("images: " + count + "; policies: 20; rounds: " + rounds + "; median [least-most]");
        row("heap for each image, bytes", Long.toString(bytes));
        row("bare loop of " + floor.expressions() + " expressions for each image, CPU s", "%.2f".formatted(bare));
        row("all policies on all images after a start, CPU s", Figures.spread(sweeps, "%.2f"));
        row("  the whole process until then, CPU s", Figures.spread(starts, "%.1f"));
        row("all images after one policy changed, CPU s of the process", Figures.spread(changes, "%.2f"));
        row("from an annotation to the denial, ms", Figures.spread(measured.denials(), "%.0f"));
        row("patches when there was no verdict", Long.toString(measured.firstPatches()));
        System.out.printf(
                Locale.ROOT,
                "{\"bytes_per_image\":%d,\"policy_change_cpu_s\":%.2f,\"cold_cpu_s\":%.2f,\"ratio_to_floor\":%.2f,\"patches\":%d}%n",
                bytes,
                Figures.median(changes),
                Figures.median(sweeps),
                Figures.median(sweeps) / bare,
                measured.firstPatches());
    }

    private static void row(String name, String value) {
        System.out.printf("  %-62s %s%n", name, value);
    }

    private static void say(String line) {
        System.err.println(line);
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    option + " is from " + least + " to " + most + ", not " + value);
        }
    }
}
