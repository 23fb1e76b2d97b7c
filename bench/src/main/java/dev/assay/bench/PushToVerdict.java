package dev.assay.bench;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.testbed.cluster.ImageApi;
import dev.assay.testbed.debian.DebFile;
import dev.assay.testbed.debian.DebianPackages;
import dev.assay.testbed.debian.DebianSystem;
import dev.assay.testbed.feed.SecuritySuite;
import dev.assay.testbed.feed.SecuritySuiteFeed;
import dev.assay.testbed.image.ImagePusher;
import dev.assay.testbed.image.SamplePackages;
import dev.assay.testbed.registry.DistributionRegistry;
import dev.assay.testbed.registry.RegistryOptions;
import dev.assay.testbed.service.ApiServerProcess;
import dev.assay.testbed.service.AssayOptions;
import dev.assay.testbed.service.AssayProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/** In turn: push an image and wait for annotation and verdict, and run {@code oscap} on the same packages. */
final class PushToVerdict {
    private static final String ANNOTATION = "quality.images.openshift.io/vulnerability.openscap";
    private static final String DENY = "images.openshift.io/deny-execution";
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final List<Double> annotated = new ArrayList<>();
    private final List<Double> denied = new ArrayList<>();
    private final List<Double> alone = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        if (rounds < 1 || rounds > 20) {
            throw new IllegalArgumentException("rounds are 1 to 20, not " + rounds);
        }
        new PushToVerdict().run(rounds, Files.createTempDirectory("assay-bench-"));
    }

    private void run(int rounds, Path work) throws IOException {
        DebianSystem system = DebianSystem.ofThisMachine();
        SecuritySuite suite = SecuritySuite.read(system);
        SamplePackages samples = SamplePackages.choose(system, suite, new DebianPackages(work.resolve("packages")));
        Path feed = new SecuritySuiteFeed(system, Clock.systemUTC())
                .write(suite.updates(samples.vulnerabilities()), work.resolve("oval"));
        OscapAlone oscap = OscapAlone.prepare(work, feed, samples.outdated(), system.architecture());
        Path root = Path.of(System.getProperty("dev.assay.root", ".")).toAbsolutePath();
        RegistryOptions registry = RegistryOptions.in(work.resolve("registry"));
        String host = "127.0.0.1:" + registry.port();
        String token = UUID.randomUUID().toString();
        try (ApiServerProcess apiServer = ApiServerProcess.start(work, List.of());
                ImageApi images = ImageApi.connect(apiServer.kubeconfig());
                AssayProcess assay = AssayProcess.start(AssayOptions.of(root, work, apiServer.kubeconfig())
                        .with("assay.registries.allowed", host)
                        .with("assay.registries.insecure", host)
                        .with("assay.intake.distribution.token", token)
                        .with("assay.planner.create-images", "true")
                        .with(
                                "assay.openscap.oval-directory",
                                work.resolve("oval").toString())
                        .with(
                                "assay.gate.policy-directory",
                                root.resolve("k8s/policies/quickstart").toString()));
                DistributionRegistry running = DistributionRegistry.start(
                        registry.notifying(assay.address().resolve("/intake/distribution"), token))) {
            ImagePusher pusher = new ImagePusher(work.resolve("images"), system.imageArchitecture());
            List<DebFile> packages = new ArrayList<>(samples.outdated());
            for (int round = 0; round <= rounds; round++) {
                // Another order of the layers is another image with the same content.
                Collections.rotate(packages.subList(round / packages.size() % packages.size(), packages.size()), 1);
                ImageReference reference = ImageReference.parse(running.host() + "/bench/image:" + round);
                measure(pusher.pushPackages(reference, packages), images, round == 0);
                measure(oscap, round == 0);
            }
        }
        print(rounds);
    }

    private void measure(ImageDigest digest, ImageApi images, boolean warmUp) {
        long pushed = System.nanoTime();
        double annotation = until(pushed, images, digest, ANNOTATION);
        double verdict = until(pushed, images, digest, DENY);
        if (!warmUp) {
            annotated.add(annotation);
            denied.add(verdict);
        }
    }

    private void measure(OscapAlone oscap, boolean warmUp) {
        long start = System.nanoTime();
        long found = oscap.run();
        double seconds = secondsSince(start);
        if (found == 0) {
            throw new IllegalStateException("oscap alone found nothing: the comparison would be with a wrong answer");
        }
        if (!warmUp) {
            alone.add(seconds);
        }
    }

    private static double until(long start, ImageApi images, ImageDigest digest, String annotation) {
        while (images.find(digest)
                .map(it -> !it.annotations().containsKey(annotation))
                .orElse(true)) {
            if (secondsSince(start) > LIMIT.toSeconds()) {
                throw new IllegalStateException(
                        digest + " has no " + annotation + " after " + LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return secondsSince(start);
    }

    private void print(int rounds) {
        System.out.println("rounds: " + rounds + ", after one that does not count; seconds: median [least-most]");
        System.out.println("push -> annotation                            " + figures(annotated));
        System.out.println("push -> verdict                               " + figures(denied));
        System.out.println("oscap alone, files unpacked, default options  " + figures(alone));
        System.out.printf(
                "push -> verdict / oscap alone                 %.2f%n", Figures.median(denied) / Figures.median(alone));
    }

    private static String figures(List<Double> values) {
        return Figures.spread(values, "%.2f");
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
