package dev.assay.endtoend;

import dev.assay.standin.ApiServerStandIn;
import dev.assay.standin.StandInOptions;
import dev.assay.testbed.cluster.ImageApi;
import dev.assay.testbed.registry.DistributionRegistry;
import dev.assay.testbed.registry.RegistryOptions;
import dev.assay.testbed.service.AssayOptions;
import dev.assay.testbed.service.AssayProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A registry, an API server and Assay, joined as an operator would join them. */
final class Cluster implements AutoCloseable {
    static final Path ROOT = Path.of(System.getProperty("dev.assay.root", ".")).toAbsolutePath();

    final ApiServerStandIn apiServer;
    final ImageApi images;
    final Path kubeconfig;
    final Path policies;
    final SampleImages samples;
    private final Path feed;
    private final DistributionRegistry registry;
    private final AssayOptions options;
    private AssayProcess assay;

    private Cluster(Path directory, Map<String, String> settings) throws IOException {
        feed = new KnownFeed(KnownFeed.FIXED).write(directory.resolve("oval"));
        policies = Files.createDirectories(directory.resolve("policies"));
        kubeconfig = directory.resolve("kubeconfig");
        apiServer = ApiServerStandIn.start(StandInOptions.loopback()
                .withCustomResources(List.of(
                        ROOT.resolve("k8s/base/imagequalitypolicies.assay.dev.yaml"),
                        ROOT.resolve("k8s/base/imagequalityexceptions.assay.dev.yaml"))));
        apiServer.writeKubeconfig(kubeconfig);
        String token = UUID.randomUUID().toString();
        RegistryOptions registryOptions = RegistryOptions.in(directory.resolve("registry"));
        AssayOptions bare = AssayOptions.of(ROOT, directory.resolve("assay"), kubeconfig);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            bare = bare.with(setting.getKey(), setting.getValue());
        }
        registry = DistributionRegistry.start(registryOptions.notifying(intake(bare), token));
        options = bare.with("assay.registries.allowed", registry.host())
                .with("assay.registries.insecure", registry.host())
                .with("assay.intake.distribution.token", token)
                .with("assay.planner.create-images", "true")
                .with("assay.openscap.oval-directory", feed.getParent().toString())
                .with("assay.gate.policy-directory", policies.toString());
        samples = new SampleImages(registry.host(), directory.resolve("images"));
        images = ImageApi.connect(kubeconfig);
        assay = AssayProcess.start(options);
    }

    static Cluster start(Path directory) throws IOException {
        return start(directory, Map.of());
    }

    /** @param settings of Assay, beside those that join it with the others */
    static Cluster start(Path directory, Map<String, String> settings) throws IOException {
        return new Cluster(directory, settings);
    }

    URI assay() {
        return options.address();
    }

    /** SIGKILL. */
    void killAssay() {
        assay.kill();
    }

    /** The same again, on what is left. */
    void startAssay() {
        assay = AssayProcess.start(options);
    }

    void writePolicy(String name, String yaml) throws IOException {
        Files.writeString(policies.resolve(name), yaml);
    }

    void stopRegistry() {
        registry.close();
    }

    /** New advisories in the place of the former ones. */
    void replace(KnownFeed advisories, Path workDirectory) throws IOException {
        Files.move(advisories.write(workDirectory), feed, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        try (apiServer;
                registry;
                images) {
            assay.close();
        }
    }

    private static URI intake(AssayOptions options) {
        return options.address().resolve("/intake/distribution");
    }
}
