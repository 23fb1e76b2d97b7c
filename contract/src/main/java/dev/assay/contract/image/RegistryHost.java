package dev.assay.contract.image;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a reference that names a registry: a host name, an IPv4 address or an IPv6 address in brackets, and a port. */
final class RegistryHost {
    private static final int MAX_LENGTH = 255;
    private static final int MAX_PORT = 65_535;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]++(?:-++[a-z0-9]++)*+(?:\\.[a-z0-9]++(?:-++[a-z0-9]++)*+)*+(?::([0-9]{1,5}))?");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}](?::([0-9]{1,5}))?");

    private RegistryHost() {}

    /** @param text in lower case */
    static boolean isOne(String text) {
        if (text.length() > MAX_LENGTH) {
            return false;
        }
        return text.startsWith("[") ? isIpv6(text) : isPort(NAME.matcher(text));
    }

    private static boolean isIpv6(String text) {
        if (!isPort(IPV6.matcher(text))) {
            return false;
        }
        try {
            // The JDK's own check of the literal; it asks no name server.
            return new URI("http", text, null, null, null)
                            .parseServerAuthority()
                            .getHost()
                    != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isPort(Matcher host) {
        if (!host.matches()) {
            return false;
        }
        String port = host.group(1);
        return port == null || (Integer.parseInt(port) > 0 && Integer.parseInt(port) <= MAX_PORT);
    }
}
