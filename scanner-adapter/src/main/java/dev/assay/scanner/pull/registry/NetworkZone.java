package dev.assay.scanner.pull.registry;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * How far inside the own network an address lies, from the outside in. A registry may send its readers on to places as far
 * inside as it is itself, and not further: else one that is reached over the internet could have this process ask services
 * that are nobody's business but the cluster's.
 */
enum NetworkZone {
    PUBLIC,
    PRIVATE,
    LOOPBACK;

    private static final int NAT64_PREFIX = 12;

    /** Empty for addresses that are never asked: link-local ones, where clouds keep their metadata, and what is no host. */
    static Optional<NetworkZone> of(InetAddress address) {
        InetAddress meant = withinNat64(address);
        if (meant.isLinkLocalAddress() || meant.isAnyLocalAddress() || meant.isMulticastAddress()) {
            return Optional.empty();
        }
        if (meant.isLoopbackAddress()) {
            return Optional.of(LOOPBACK);
        }
        return Optional.of(isPrivate(meant) ? PRIVATE : PUBLIC);
    }

    boolean reaches(NetworkZone other) {
        return other.compareTo(this) <= 0;
    }

    /** RFC 1918, RFC 6598 (100.64.0.0/10), RFC 4193 (fc00::/7), and 0.0.0.0/8, which Linux takes for itself. */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            return (bytes[0] & 0xfe) == 0xfc || address.isSiteLocalAddress();
        }
        boolean shared = bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isSiteLocalAddress() || shared || bytes[0] == 0;
    }

    /** RFC 6052: 64:ff9b::/96 stands for the IPv4 address in its last four bytes. */
    private static InetAddress withinNat64(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] prefix = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
        if (bytes.length != 16 || !Arrays.equals(prefix, Arrays.copyOf(bytes, NAT64_PREFIX))) {
            return address;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, NAT64_PREFIX, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
