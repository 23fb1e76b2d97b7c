package dev.assay.scanner.pull.registry;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.ImageSource;
import dev.assay.scanner.pull.PullConfig;
import dev.assay.scanner.pull.PulledImage;
import dev.assay.scanner.pull.layer.ExtractionBounds;
import dev.assay.scanner.pull.layer.GzipProgram;
import dev.assay.scanner.pull.layer.LayerTools;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Images in registries that speak the OCI distribution protocol. */
@ApplicationScoped
class RegistryImageSource implements ImageSource {
    private static final Logger LOG = Logger.getLogger(RegistryImageSource.class);
    /** An index may list another one; nobody is known to go further. */
    private static final int MAX_MANIFESTS = 3;

    private final PullConfig config;
    private final HostPatterns allowed;
    private final HostPatterns insecure;
    private final CredentialFile credentials;
    private final GuardedHttp http;
    private final Pause pause = new Pause();
    private final RegistrySession.Limits limits;
    private @Nullable WorkDirectory work;
    private LayerTools tools = LayerTools.NONE;

    RegistryImageSource(PullConfig config, Clock clock) {
        this.config = config;
        allowed = new HostPatterns("assay.registries.allowed", config.allowed().orElse(List.of()));
        insecure =
                new HostPatterns("assay.registries.insecure", config.insecure().orElse(List.of()));
        credentials = new CredentialFile(config.dockerConfig());
        http = new GuardedHttp(config.connectTimeout(), config.readTimeout());
        limits = new RegistrySession.Limits(
                config.attempts(), config.retryDelay(), config.answerTimeout(), clock, pause);
    }

    @Override
    public PulledImage pull(ImageReference reference, Platform wanted) throws ImagePullException {
        ImageDigest digest = reference
                .digest()
                .orElseThrow(() -> new IllegalArgumentException("only what has a digest is pulled: " + reference));
        Blobs blobs = blobs(reference);
        for (int manifests = 0; manifests < MAX_MANIFESTS; manifests++) {
            Manifest manifest = ManifestParser.parse(blobs.manifest(digest));
            if (manifest instanceof Manifest.Index index) {
                digest = PlatformChoice.choose(index, wanted).digest();
            } else if (manifest instanceof Manifest.Image image) {
                return image(reference, digest, image, blobs);
            }
        }
        throw Failure.invalid("the index " + reference + " leads to indexes only");
    }

    @Override
    public ImageDigest resolve(ImageReference reference) throws ImagePullException {
        Optional<ImageDigest> known = reference.digest();
        if (known.isPresent()) {
            return known.get();
        }
        return blobs(reference).digestOf(reference.tag().orElse("latest"));
    }

    @PreDestroy
    void stop() throws IOException {
        pause.stop();
        http.close();
        synchronized (this) {
            if (work != null) {
                work.close();
            }
        }
    }

    private PulledImage image(ImageReference reference, ImageDigest digest, Manifest.Image image, Blobs blobs)
            throws ImagePullException {
        requireBounded(image.layers());
        ImageConfiguration configuration = ImageConfiguration.parse(blobs.configuration(image.config()));
        if (configuration.diffIds().size() != image.layers().size()) {
            throw Failure.invalid("the image has " + image.layers().size() + " layers, and its configuration states "
                    + configuration.diffIds().size());
        }
        WorkDirectory directory = work();
        return new RegistryImage(
                reference,
                digest,
                configuration,
                image.layers(),
                blobs,
                directory,
                tools(),
                ExtractionBounds.of(config.bounds()));
    }

    private void requireBounded(List<Descriptor> layers) throws ImagePullException {
        int most = config.bounds().maxLayers();
        if (layers.size() > most) {
            throw Failure.tooLarge("the number of " + layers.size() + " layers", most, "max-layers");
        }
        long left = config.bounds().maxCompressedBytes();
        for (Descriptor layer : layers) {
            if (layer.size() > left) {
                throw Failure.tooLarge(
                        "the size of the layers", config.bounds().maxCompressedBytes(), "max-compressed-bytes");
            }
            left -= layer.size();
        }
    }

    /** The one place where a registry is chosen to be asked; before it nothing was sent, not even a look-up of its name. */
    private Blobs blobs(ImageReference reference) throws ImagePullException {
        RegistryHost host = RegistryHost.parse(reference.registry());
        if (!allowed.match(host)) {
            throw new ImagePullException(
                    FailureReason.REGISTRY_NOT_ALLOWED,
                    "the registry " + host + " is not on the list of those that may be asked"
                            + " (assay.registries.allowed); nothing was sent to it");
        }
        Optional<Credential> credential = credentials.read().find(host, reference.repository());
        RegistryPlace place = new RegistryPlace(host, reference.repository(), zone(host), insecure);
        return new Blobs(new RegistrySession(http, place, credential, limits));
    }

    private static NetworkZone zone(RegistryHost host) throws ImagePullException {
        try {
            return GuardedHttp.zoneOf(host);
        } catch (UnknownHostException e) {
            throw new ImagePullException(
                    FailureReason.PULL_FAILED, "the registry " + host + " can't be found: " + e.getMessage(), e);
        }
    }

    private synchronized WorkDirectory work() throws ImagePullException {
        try {
            if (work == null) {
                work = WorkDirectory.in(
                        config.workDirectory().isPresent()
                                ? config.workDirectory().get()
                                : WorkDirectory.defaultIn(
                                        Path.of(System.getProperty("java.io.tmpdir")),
                                        System.getProperty("user.name", "")));
                tools = new LayerTools(KeptLayers.open(config.layerCache(), work.base(), limits.clock()), gzip());
            }
            return work;
        } catch (IOException e) {
            throw Failure.failed(
                    "the work directory can't be used; set assay.registries.work-directory to a folder of this"
                            + " process: " + e);
        }
    }

    private synchronized LayerTools tools() {
        return tools;
    }

    private Optional<GzipProgram> gzip() {
        String searchPath = Objects.requireNonNullElse(System.getenv("PATH"), "");
        Optional<GzipProgram> program = config.gzipProgram().flatMap(it -> GzipProgram.find(it, searchPath));
        LOG.infof(
                "layers of gzip are inflated by program=%s",
                program.map(GzipProgram::toString).orElse("none"));
        return program;
    }
}
