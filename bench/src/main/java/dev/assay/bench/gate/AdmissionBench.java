package dev.assay.bench.gate;

import dev.assay.bench.Figures;
import dev.assay.bench.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the benchmark, and its course. */
@Command(
        name = "bench/run admission",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 110,
        sortOptions = false,
        description = {
            "How fast the packaged gate's admission webhook answers, over TLS, with many images in memory: at a steady",
            "rate, from the moment at which each request was due, and as fast as a few callers can. Each answer is",
            "compared with what it should be. The caller is on the same machine."
        },
        footer = {
            "",
            "Exit status: 0 when it was measured, 1 when an answer was wrong or something failed, 2 for a wrong command",
            "line. The last line of output is {\"p50_ms\":T,\"p99_ms\":T,\"rps\":N}."
        })
public final class AdmissionBench implements Callable<Integer> {
    private static final int CREATORS = 4;
    private static final int CALLERS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration FLAT_OUT = Duration.ofSeconds(10);

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "100000",
            description = "that the cluster has (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "requests per second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "how long the steady rate is kept (default: ${DEFAULT-VALUE})")
    private int seconds;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        // Libraries only speak up when something is wrong.
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(new CommandLine(new AdmissionBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require("--images", count, 1_000, 1_000_000);
        require("--rate", rate, 1, 10_000);
        require("--seconds", seconds, 1, 600);
        return WorkDirectory.run("bench/run admission", this::measure);
    }

    private void measure(Path work) throws IOException, InterruptedException {
        SampleImages images = SampleImages.of(count);
        Path root = Path.of(System.getProperty("dev.assay.root", ".")).toAbsolutePath();
        Webhook webhook = new Webhook(work);
        System.err.println("starting the API stand-in, the broker and the gate");
        try (GateRun run = new GateRun(root, work, webhook.settings())) {
            SamplePolicies.create(run.api());
            System.err.println("making " + count + " Images, which the gate judges as they come");
            images.create(run.api(), CREATORS);
            run.awaitJudged(count);
            Load load = new Load(webhook, images);
            System.err.println("to warm up, " + WARM_UP.toSeconds() + " s");
            load.steady(rate, WARM_UP);
            List<Double> milliseconds = load.steady(rate, Duration.ofSeconds(seconds));
            double perSecond = load.flatOut(FLAT_OUT);
            System.out.printf(
                    Locale.ROOT,
                    "images: %d; %d requests/s for %d s: p50 %.2f ms, p99 %.2f ms, most %.1f ms; %d callers at once: %.0f/s%n",
                    count,
                    rate,
                    seconds,
                    Figures.percentile(milliseconds, 0.5),
                    Figures.percentile(milliseconds, 0.99),
                    Figures.percentile(milliseconds, 1),
                    CALLERS,
                    perSecond);
            System.out.printf(
                    Locale.ROOT,
                    "{\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"rps\":%.0f}%n",
                    Figures.percentile(milliseconds, 0.5),
                    Figures.percentile(milliseconds, 0.99),
                    perSecond);
        }
    }

    /** Requests about images of the cluster, one in ten of which is denied. */
    private record Load(Webhook webhook, SampleImages images) {
        /** @return milliseconds from when each request was due to its answer */
        List<Double> steady(int rate, Duration time) throws InterruptedException {
            int requests = Math.toIntExact(time.toSeconds() * rate);
            ConcurrentLinkedQueue<Double> milliseconds = new ConcurrentLinkedQueue<>();
            long start = System.nanoTime();
            run(number -> {
                if (number >= requests) {
                    return false;
                }
                byte[] review = review(number);
                long due = start + number * 1_000_000_000L / rate;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                ask(number, review);
                milliseconds.add((System.nanoTime() - due) / 1e6);
                return true;
            });
            return List.copyOf(milliseconds);
        }

        /** @return answers per second */
        double flatOut(Duration time) throws InterruptedException {
            long start = System.nanoTime();
            AtomicInteger answers = new AtomicInteger();
            run(number -> {
                if (System.nanoTime() - start > time.toNanos()) {
                    return false;
                }
                ask(number, review(number));
                answers.incrementAndGet();
                return true;
            });
            return answers.get() / ((System.nanoTime() - start) / 1e9);
        }

        private byte[] review(int number) {
            try {
                int image = image(number);
                return Webhook.review(images.repository(image) + "@" + images.digest(image));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void ask(int number, byte[] review) {
            try {
                boolean wanted = !SamplePolicies.deny(images, image(number), SamplePolicies.LIMIT);
                if (webhook.admits(review) != wanted) {
                    throw new IllegalStateException("the webhook should " + (wanted ? "" : "not ") + "admit "
                            + images.digest(image(number)) + ", and does the opposite");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the webhook was asked", e);
            }
        }

        private int image(int number) {
            return new Random(number * 7_919L).nextInt(images.count());
        }

        /** Each number from 0 on once, until {@code step} says that it was the last. */
        private static void run(IntPredicate step) throws InterruptedException {
            AtomicInteger next = new AtomicInteger();
            ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Thread caller = new Thread(
                        () -> {
                            try {
                                while (failures.isEmpty() && step.test(next.getAndIncrement())) {}
                            } catch (RuntimeException e) {
                                failures.add(e);
                            }
                        },
                        "caller-" + i);
                callers.add(caller);
                caller.start();
            }
            for (Thread caller : callers) {
                caller.join();
            }
            if (!failures.isEmpty()) {
                throw new IllegalStateException("a request failed: " + failures.peek(), failures.peek());
            }
        }
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    option + " is from " + least + " to " + most + ", not " + value);
        }
    }
}
