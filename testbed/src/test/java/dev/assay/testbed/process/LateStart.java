package dev.assay.testbed.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that starts a service when it is ending already, as Ctrl-C at the wrong moment makes it happen. */
final class LateStart {
    private LateStart() {}

    /** @param arguments the log, and how long the service sleeps */
    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> start(arguments), "late"));
    }

    private static void start(String[] arguments) {
        try {
            ServiceProcess.start("the thing", List.of("sleep", arguments[1]), Map.of(), Path.of(arguments[0]));
            System.out.println("started");
        } catch (ServiceException e) {
            System.out.println(e.getMessage());
        }
    }
}
