package dev.assay.standin;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The stand-in as a program: runs until it is told to end. */
public final class Main {
    private static final int USAGE_ERROR = 2;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        int status = run(List.of(arguments), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            CommandLine commandLine = CommandLine.parse(arguments);
            if (commandLine.help()) {
                out.print(CommandLine.USAGE);
                return 0;
            }
            serve(commandLine, out);
            return 0;
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            err.println("standin: " + e.getMessage());
            return USAGE_ERROR;
        }
    }

    private static void serve(CommandLine commandLine, PrintStream out) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        ApiServerStandIn standIn = ApiServerStandIn.start(commandLine.options());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            standIn.close();
                            told.countDown();
                        },
                        "end-of-standin"));
        commandLine.kubeconfig().ifPresent(standIn::writeKubeconfig);
        announce(commandLine, standIn, out);
        told.await();
    }

    private static void announce(CommandLine commandLine, ApiServerStandIn standIn, PrintStream out) {
        out.println(
                "This is a stand-in for a Kubernetes API server, not one: it keeps objects in memory, runs nothing, and"
                        + " forgets everything at its end.");
        out.println("address: " + standIn.address());
        commandLine.kubeconfig().ifPresent(file -> out.println("kubeconfig: " + file));
        out.flush();
    }
}
