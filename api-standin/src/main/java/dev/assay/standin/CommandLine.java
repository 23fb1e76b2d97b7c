package dev.assay.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the program was asked to do.
 *
 * @param kubeconfig where to write one; empty for nowhere
 */
record CommandLine(StandInOptions options, Optional<Path> kubeconfig, boolean help) {
    static final String USAGE = """
            Usage: standin [--port PORT] [--token TOKEN | --token-file FILE] [--kubeconfig FILE] [--crd FILE]...
                           [--write-delay MS]

            A stand-in for the Kubernetes API server, in memory, on the loopback address. For tests and quick starts.

              --port PORT        listen on this port of 127.0.0.1; default: a free one
              --token TOKEN      the bearer token that clients must send; default: a random one
              --token-file FILE  read the token from this file, so that it is in no list of processes
              --kubeconfig FILE  write a kubeconfig for kubectl, with an address of its own
              --crd FILE         serve the custom resources that this YAML file defines; may be repeated
              --write-delay MS   let each write wait that long before it happens, as where a disk has to take it
              --help             print this and end
            """;

    /** @throws IllegalArgumentException with a message for people */
    static CommandLine parse(List<String> arguments) {
        StandInOptions options = StandInOptions.loopback();
        Optional<Path> kubeconfig = Optional.empty();
        List<Path> definitions = new ArrayList<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--help" -> {
                    return new CommandLine(options, Optional.empty(), true);
                }
                case "--port" -> options = options.withPort(number("A port", value(argument, rest)));
                case "--token" -> options = options.withToken(value(argument, rest));
                case "--token-file" -> options = options.withToken(read(Path.of(value(argument, rest))));
                case "--kubeconfig" -> kubeconfig = Optional.of(Path.of(value(argument, rest)));
                case "--write-delay" ->
                    options = options.withWriteDelay(Duration.ofMillis(number("A delay", value(argument, rest))));
                case "--crd" -> definitions.add(Path.of(value(argument, rest)));
                default -> throw new IllegalArgumentException("Unknown argument " + argument + "; --help lists them");
            }
        }
        return new CommandLine(options.withCustomResources(definitions), kubeconfig, false);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The argument " + option + " needs a value; --help says which");
        }
        return rest.next();
    }

    private static int number(String what, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " is a number, not \"" + text + "\"", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("The token cannot be read from " + file + ": " + e, e);
        }
    }
}
