package dev.assay.testbroker;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the program was asked to do.
 *
 * @param directory for the broker's data; what a former run left there is served again
 * @param port for clients, of the loopback address
 */
record CommandLine(Path directory, int port) {
    private static final String DIRECTORY = "--directory";
    private static final String PORT = "--port";
    private static final String USAGE = "usage: testbroker --directory DIRECTORY --port PORT";
    private static final int MAX_PORT = 65_535;

    CommandLine {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("A port is from 1 to " + MAX_PORT + ", not " + port + "; " + USAGE);
        }
    }

    /** @throws IllegalArgumentException with a message for people */
    static CommandLine parse(List<String> arguments) {
        Map<String, String> values = new TreeMap<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (!List.of(DIRECTORY, PORT).contains(option) || !rest.hasNext()) {
                throw new IllegalArgumentException(option + " is unknown or has no value; " + USAGE);
            }
            values.put(option, rest.next());
        }
        return new CommandLine(Path.of(value(DIRECTORY, values)), port(value(PORT, values)));
    }

    private static String value(String option, Map<String, String> values) {
        return Optional.ofNullable(values.get(option))
                .orElseThrow(() -> new IllegalArgumentException(option + " is missing; " + USAGE));
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A port is a number, not \"" + text + "\"; " + USAGE, e);
        }
    }
}
