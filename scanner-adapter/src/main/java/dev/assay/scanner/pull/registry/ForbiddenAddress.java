package dev.assay.scanner.pull.registry;

import java.net.UnknownHostException;

/** A host whose addresses lie where the one who named it has no say. */
final class ForbiddenAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddress(String host, NetworkZone reach) {
        super("the host " + Failure.shown(host)
                + " has no address that may be asked from here: it is link-local, or not "
                + (reach == NetworkZone.PUBLIC ? "a public address" : "an address outside of this machine"));
    }
}
