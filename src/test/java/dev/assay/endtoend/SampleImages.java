package dev.assay.endtoend;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.testbed.image.ImagePusher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Small images of which the truth is known. */
final class SampleImages {
    private final String registry;
    private final ImagePusher pusher;

    SampleImages(String registry, Path work) {
        this.registry = registry;
        this.pusher = new ImagePusher(work, "amd64");
    }

    /** Debian 12 with this version of {@code libshop}. */
    ImageDigest pushDebian12(String repository, String version) throws IOException {
        return push(repository, debian("12", version));
    }

    ImageDigest pushDebian11(String repository) throws IOException {
        return push(repository, debian("11", "1.0"));
    }

    /** Nothing that tells of an operating system. */
    ImageDigest pushWithoutSystem(String repository) throws IOException {
        return push(repository, Map.of("app/server", "a static binary, let us say"));
    }

    /** Red Hat's, with a database of rpm that is none: nobody may call that clean. */
    ImageDigest pushRpmBased(String repository) throws IOException {
        return push(
                repository,
                Map.of(
                        "etc/os-release", "ID=rhel\nVERSION_ID=\"9.4\"\nPRETTY_NAME=\"Red Hat Enterprise Linux 9.4\"\n",
                        "etc/redhat-release", "Red Hat Enterprise Linux release 9.4 (Plow)\n",
                        "var/lib/rpm/rpmdb.sqlite", "not a database"));
    }

    private ImageDigest push(String repository, Map<String, String> files) throws IOException {
        return pusher.pushFiles(ImageReference.parse(registry + "/" + repository + ":latest"), files);
    }

    private static Map<String, String> debian(String release, String version) {
        String osRelease =
                "PRETTY_NAME=\"Debian GNU/Linux " + release + "\"\nID=debian\nVERSION_ID=\"" + release + "\"\n";
        String status = """
                Package: libshop
                Status: install ok installed
                Architecture: amd64
                Source: shop
                Version: %s
                Maintainer: nobody
                Description: a shop

                """.formatted(version);
        return Map.of(
                "etc/os-release",
                osRelease,
                "etc/debian_version",
                release + ".1\n",
                "etc/passwd",
                "root:x:0:0:root:/root:/bin/bash\n",
                "var/lib/dpkg/status",
                status);
    }
}
