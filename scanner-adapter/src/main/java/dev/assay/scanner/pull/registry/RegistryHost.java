package dev.assay.scanner.pull.registry;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A registry as references name it.
 *
 * @param name host in lower case, an IPv6 address in brackets
 * @param port as it was written, empty when it was not
 */
record RegistryHost(String name, String port) {
    private static final String DOCKER_HUB = "docker.io";
    private static final Pattern DOCKER_HUB_NAMES = Pattern.compile("(?:index\\.|registry-1\\.)?docker\\.io");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    /** Docker Hub has several names and one meaning. */
    static RegistryHost parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        boolean hasPort = colon > lower.lastIndexOf(']');
        String name = hasPort ? lower.substring(0, colon) : lower;
        String port = hasPort ? lower.substring(colon + 1) : "";
        return new RegistryHost(DOCKER_HUB_NAMES.matcher(name).matches() ? DOCKER_HUB : name, port);
    }

    /** An address, or a name that stands for the own machine: reached only when it is listed itself. */
    boolean isLiteral() {
        return IPV4.matcher(name).matches()
                || name.startsWith("[")
                || name.equals("localhost")
                || name.endsWith(".localhost");
    }

    /** Where requests go: Docker Hub's registry has a name of its own. */
    String authority() {
        return name.equals(DOCKER_HUB) ? "registry-1.docker.io" : toString();
    }

    /** Without brackets, for look-ups. */
    String address() {
        String host = name.equals(DOCKER_HUB) ? "registry-1.docker.io" : name;
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return port.isEmpty() ? name : name + ":" + port;
    }
}
