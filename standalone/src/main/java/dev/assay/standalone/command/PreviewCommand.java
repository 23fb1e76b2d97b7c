package dev.assay.standalone.command;

import dev.assay.cluster.ClusterException;
import dev.assay.gate.policy.NamespacePatterns;
import dev.assay.gate.policy.Policy;
import dev.assay.gate.preview.PolicyPreview;
import dev.assay.gate.preview.Preview;
import dev.assay.gate.preview.PreviewJson;
import dev.assay.gate.preview.PreviewText;
import dev.assay.gate.report.HttpReportSource;
import dev.assay.gate.report.ReportSource;
import dev.assay.gate.resource.BrokenPolicyException;
import dev.assay.gate.resource.ClusterAccess;
import dev.assay.gate.resource.PolicyReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Whom policies would hit that are not applied. */
@CommandLine.Command(
        name = "preview",
        usageHelpWidth = 110,
        sortOptions = false,
        description = {
            "Says whom policies would hit before they are applied: how many images fail, and which workloads run them.",
            "Reads Images, Pods and ImageQualityExceptions with your rights, and writes nothing."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:it looked, whatever came of it",
            "1:it could not look at the cluster",
            "2:the arguments or a policy can't be taken"
        })
final class PreviewCommand implements Callable<Integer> {
    /** Whether people see the standard error output: the launcher knows. */
    private static final boolean IS_TERMINAL = Boolean.getBoolean("assay.terminal");

    private static final String NO_REPORTS = "findings of single images can't be had without --reports-url";

    /** How the results are shown. */
    enum Output {
        TABLE,
        JSON
    }

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandLine.Model.CommandSpec command;

    @CommandLine.Option(
            names = {"-f", "--filename"},
            required = true,
            paramLabel = "FILE",
            description = "a YAML file of ImageQualityPolicy objects; can be given several times")
    private List<Path> files = new ArrayList<>();

    @CommandLine.Option(names = "--kubeconfig", paramLabel = "FILE", description = "default: as kubectl finds it")
    private @Nullable Path kubeconfig;

    @CommandLine.Option(names = "--context", paramLabel = "NAME", description = "of the kubeconfig")
    private @Nullable String context;

    @CommandLine.Option(
            names = "--reports-url",
            paramLabel = "URL",
            description = "where the scanner adapter serves reports; policies that look at single findings need it")
    private @Nullable URI reports;

    @CommandLine.Option(
            names = "--platform-namespace",
            paramLabel = "NAMESPACE",
            description =
                    "whose exceptions hold everywhere, as the gate has it (assay.gate.exception-platform-namespace)")
    private @Nullable String platform;

    @CommandLine.Option(
            names = "--exempt-namespaces",
            split = ",",
            paramLabel = "PATTERN",
            defaultValue = "kube-system,kube-public,kube-node-lease,openshift,openshift-*",
            description = "in which nothing is refused, as the gate has it (default: ${DEFAULT-VALUE})")
    private List<String> exempt = List.of();

    @CommandLine.Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json (default: ${DEFAULT-VALUE})")
    private Output output = Output.TABLE;

    @CommandLine.Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "of a table: the most workloads that are named (default: ${DEFAULT-VALUE})")
    private int limit;

    @Override
    public Integer call() {
        List<Policy> policies = policies();
        ReportSource source = reports();
        try (ClusterAccess cluster = cluster()) {
            Preview preview = new Preview(
                    cluster.read(Optional.ofNullable(platform), this::progress),
                    source,
                    new NamespacePatterns(exempt),
                    Instant.now());
            List<PolicyPreview> previews = policies.stream().map(preview::of).toList();
            print(previews);
            if (reports == null
                    && policies.stream().anyMatch(it -> it.references().findings())) {
                say(NO_REPORTS);
            }
            return CommandLine.ExitCode.OK;
        } catch (ClusterException e) {
            say(String.valueOf(e.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private List<Policy> policies() {
        PolicyReader reader = new PolicyReader();
        List<Policy> policies = new ArrayList<>();
        for (Path file : files) {
            try {
                policies.addAll(reader.readFile(text(file)));
            } catch (BrokenPolicyException e) {
                throw refused(file + ":" + e.getMessage());
            } catch (NoSuchFileException e) {
                throw refused(file + ": there is no such file");
            } catch (IOException e) {
                throw refused(file + " can't be read: " + e.getMessage());
            }
        }
        return policies;
    }

    private static String text(Path file) throws IOException {
        long size = Files.size(file);
        if (size > 4L * PolicyReader.MAX_LENGTH) {
            throw new IOException(size + " bytes are too many for a file of policies");
        }
        return Files.readString(file);
    }

    private ReportSource reports() {
        if (reports == null) {
            return (digest, key) -> Optional.empty();
        }
        try {
            return HttpReportSource.at(reports);
        } catch (IllegalArgumentException e) {
            throw refused("--reports-url: " + e.getMessage());
        }
    }

    private ClusterAccess cluster() {
        try {
            return ClusterAccess.of(Optional.ofNullable(kubeconfig), Optional.ofNullable(context));
        } catch (IllegalArgumentException e) {
            throw refused("--kubeconfig: " + e.getMessage());
        }
    }

    /** On a terminal, each time over the line before. */
    private void progress(String what, int number) {
        if (IS_TERMINAL) {
            PrintWriter err = command.commandLine().getErr();
            err.print("\r" + number + " " + what + " read ");
            err.flush();
        }
    }

    private void print(List<PolicyPreview> previews) {
        PrintWriter out = command.commandLine().getOut();
        if (IS_TERMINAL) {
            command.commandLine().getErr().println();
        }
        switch (output) {
            case JSON -> out.println(PreviewJson.of(previews));
            case TABLE ->
                out.println(String.join(
                        "\n",
                        previews.stream().map(it -> PreviewText.of(it, limit)).toList()));
        }
        out.flush();
    }

    private CommandLine.ParameterException refused(String problem) {
        return new CommandLine.ParameterException(command.commandLine(), problem);
    }

    private void say(String text) {
        PrintWriter err = command.commandLine().getErr();
        err.println("assay preview: " + text);
        err.flush();
    }
}
