package dev.assay.testbed.quickstart;

import dev.assay.contract.image.ImageReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of the quick start. */
@Command(
        name = "quickstart",
        usageHelpWidth = 110,
        sortOptions = false,
        description = {
            "Pushes sample images to a registry, has Assay scan them, and shows what it makes of them.",
            "Everything runs on this machine: the registry, Assay, and a stand-in for the cluster's API server."
        },
        footer = {
            "",
            "Exit status: 0 when each sample ended as expected; with images or policies of your own, when each image has",
            "its annotations and whatever verdict the policies came to, UNDECIDED and none among them. 1 when not, 2 for",
            "a wrong command line, 130 when interrupted.",
            "With --once the last line of output is {\"images\":N,\"annotated\":N,\"denied\":N,\"seconds\":S}."
        })
public final class Quickstart implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGE", arity = "0..*", description = "images of your own, instead of the samples")
    private List<String> images = new ArrayList<>();

    @Option(names = "--once", description = "end when every image has its verdict, instead of staying up until Ctrl-C")
    private boolean once;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "use this cluster, which must have Images (OpenShift), instead of the stand-in")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description = "ImageQualityPolicy files to judge by (default: k8s/policies/quickstart)")
    private @Nullable Path policies;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "work in this directory and leave it, with logs, reports and the feed (default: a temporary one)")
    private @Nullable Path keep;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "how long the images may take until each has its verdict (default: ${DEFAULT-VALUE})")
    private long timeout;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        // Libraries only speak up when something is wrong.
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(new CommandLine(new Quickstart()).execute(arguments));
    }

    @Override
    public Integer call() {
        List<ImageReference> wanted = references();
        Path root = Path.of(System.getProperty("dev.assay.root", "")).toAbsolutePath();
        Optional<Path> cluster = Optional.ofNullable(kubeconfig);
        QuickstartOptions options = new QuickstartOptions(
                root,
                wanted,
                once,
                cluster,
                Optional.ofNullable(policies),
                Optional.ofNullable(keep),
                Duration.ofSeconds(timeout));
        require(timeout > 0, "--timeout " + timeout + " is no time to wait for: give at least 1 second");
        cluster.ifPresent(it -> require(Files.isReadable(it), "cannot be read: --kubeconfig " + it));
        require(Files.isReadable(options.policies()), "cannot be read: --policies " + options.policies());
        require(Files.isDirectory(options.policies()), "not a folder: --policies " + options.policies());
        return new QuickstartCommand(options, System.out, System.err).run();
    }

    private List<ImageReference> references() {
        try {
            return images.stream().map(ImageReference::parse).toList();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw wrong(message);
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
