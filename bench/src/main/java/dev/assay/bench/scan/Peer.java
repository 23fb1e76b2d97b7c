package dev.assay.bench.scan;

/**
 * What somebody would run without Assay. Each script finds {@code $REFERENCE}, {@code $FEED}, {@code $RESULTS} and an empty
 * folder {@code $WORK} in its environment, and runs {@code oscap} with the options that its manual has in examples.
 */
enum Peer {
    PODMAN("podman pull + oscap-podman", """
            podman pull --quiet --tls-verify=false "$REFERENCE" >"$WORK/id"
            oscap-podman "$REFERENCE" oval eval --results "$RESULTS" "$FEED"
            """),
    UMOCI("skopeo + umoci unpack + oscap-chroot", """
            skopeo copy --quiet --src-tls-verify=false "docker://$REFERENCE" "oci:$WORK/oci:latest"
            umoci unpack --image "$WORK/oci:latest" "$WORK/bundle" >&2
            oscap-chroot "$WORK/bundle/rootfs" oval eval --results "$RESULTS" "$FEED"
            """),
    TAR("curl + tar + oscap", """
            mkdir "$WORK/root"
            for blob in $BLOBS; do
              curl --silent --show-error --fail "$blob" | tar --extract --gzip --directory="$WORK/root"
            done
            OSCAP_PROBE_ROOT="$WORK/root" oscap oval eval --results "$RESULTS" "$FEED"
            """);

    private final String title;
    private final String script;

    Peer(String title, String script) {
        this.title = title;
        this.script = script;
    }

    String title() {
        return title;
    }

    /** For {@code bash}. */
    String script() {
        return "set -euo pipefail\n" + script;
    }
}
