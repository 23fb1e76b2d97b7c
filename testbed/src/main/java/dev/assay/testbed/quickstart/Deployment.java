package dev.assay.testbed.quickstart;

import dev.assay.contract.image.ImageReference;
import dev.assay.testbed.cluster.ImageApi;
import dev.assay.testbed.image.ReferenceResolver;
import dev.assay.testbed.registry.DistributionRegistry;
import dev.assay.testbed.registry.RegistryOptions;
import dev.assay.testbed.service.ApiServerProcess;
import dev.assay.testbed.service.AssayOptions;
import dev.assay.testbed.service.AssayProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that runs.
 *
 * @param registry empty when the images are in registries of the user's
 * @param isStandIn whether the cluster is our stand-in
 */
record Deployment(
        Optional<DistributionRegistry> registry,
        Path kubeconfig,
        boolean isStandIn,
        ImageApi images,
        AssayProcess assay) {
    /**
     * Starts it, and hands each part to {@code closing} as soon as it runs.
     *
     * @param tokens makes secrets
     * @throws StoppedException when the user doesn't want the next part any more
     */
    static Deployment start(
            QuickstartOptions options,
            Path work,
            Path feed,
            Supplier<String> tokens,
            Closing closing,
            StopSignal stop,
            Progress progress) {
        stop.check();
        Path kubeconfig = options.kubeconfig().orElseGet(() -> startStandIn(options, work, closing, progress));
        ImageApi images = closing.add(ImageApi.connect(kubeconfig));
        RegistryOptions registry = RegistryOptions.in(work.resolve("registry"));
        String token = tokens.get();
        AssayOptions assay = configure(options, registry, AssayOptions.of(options.root(), work, kubeconfig))
                .with("assay.intake.distribution.token", token)
                .with("assay.intake.manual.token", tokens.get())
                .with("assay.planner.create-images", "true")
                .with("assay.openscap.oval-directory", feed.toString())
                .with(
                        "assay.gate.policy-directory",
                        options.policies().toAbsolutePath().toString());
        stop.check();
        AssayProcess running = closing.add(AssayProcess.start(assay));
        progress.say("Assay runs at " + running.address() + ", with the policies in " + options.policies());
        stop.check();
        Optional<DistributionRegistry> samples = options.images().isEmpty()
                ? Optional.of(closing.add(DistributionRegistry.start(
                        registry.notifying(running.address().resolve("/intake/distribution"), token))))
                : Optional.empty();
        samples.ifPresent(it -> progress.say("the registry runs at " + it.host() + " and tells Assay of each push"));
        return new Deployment(samples, kubeconfig, options.kubeconfig().isEmpty(), images, running);
    }

    private static Path startStandIn(QuickstartOptions options, Path work, Closing closing, Progress progress) {
        ApiServerProcess standIn = closing.add(ApiServerProcess.start(work, definitions(options.root())));
        progress.say(
                "a stand-in for the cluster's API server runs; it is no cluster, and forgets everything in the end");
        return standIn.kubeconfig();
    }

    private static List<Path> definitions(Path root) {
        Path folder = root.resolve("k8s/base");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".assay.dev.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AssayOptions configure(QuickstartOptions options, RegistryOptions registry, AssayOptions assay) {
        if (options.images().isEmpty()) {
            String host = "127.0.0.1:" + registry.port();
            return assay.with("assay.registries.allowed", host).with("assay.registries.insecure", host);
        }
        AssayOptions allowed = assay.with("assay.registries.allowed", hosts(options.images().stream()));
        String insecure = hosts(options.images().stream().filter(ReferenceResolver::isLoopback));
        return insecure.isEmpty() ? allowed : allowed.with("assay.registries.insecure", insecure);
    }

    private static String hosts(Stream<ImageReference> references) {
        return references.map(ImageReference::registry).distinct().sorted().collect(Collectors.joining(","));
    }
}
