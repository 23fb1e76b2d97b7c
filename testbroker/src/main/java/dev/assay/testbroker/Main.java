package dev.assay.testbroker;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The broker as a program: runs until it is told to end. */
public final class Main {
    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final int USAGE_ERROR = 2;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        try {
            CommandLine commandLine = CommandLine.parse(List.of(arguments));
            // It tells its whole configuration, and more, at INFO.
            ROOT.setLevel(Level.WARNING);
            serve(commandLine);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("testbroker: " + e.getMessage());
            System.exit(USAGE_ERROR);
        }
    }

    private static void serve(CommandLine commandLine) throws Exception {
        Ports ports = Ports.withFreeController(commandLine.port());
        CountDownLatch told = new CountDownLatch(1);
        KraftNode node = KraftNode.start(commandLine.directory(), ports);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            node.close();
                            told.countDown();
                        },
                        "end-of-testbroker"));
        System.out.println("ready: 127.0.0.1:" + ports.clients());
        told.await();
    }
}
