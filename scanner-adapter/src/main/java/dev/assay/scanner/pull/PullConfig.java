package dev.assay.scanner.pull;

import dev.assay.contract.image.Platform;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which registries may be asked, as whom, and how much of what they answer is taken. */
public interface PullConfig {
    /**
     * Registries that may be contacted, as references name them: {@code quay.io}, {@code registry.example.test:5000},
     * {@code *.example.test} for names below a domain, {@code host:*} for each port. An IP address or {@code localhost}
     * has to be listed itself; no {@code *} stands for it. Default: none, so that nothing is pulled.
     */
    Optional<List<String>> allowed();

    /** Those of the allowed that are spoken to in plain HTTP, with the port they listen on. Default: none. */
    Optional<List<String>> insecure();

    /**
     * A file with credentials, {@code .dockerconfigjson} or the older {@code .dockercfg}, or the folder in which a secret
     * with such a file is mounted. Read again when it changes. Default: no credentials.
     */
    Optional<Path> dockerConfig();

    /** Which image of an index is looked at when the request does not say: {@code os/architecture[/variant]}. */
    @WithDefault("linux/amd64")
    @WithConverter(PlatformConverter.class)
    Platform platform();

    /**
     * Where blobs lie while an image is read. Needs room for the compressed layers of as many images as are looked at at
     * once. Default: {@code assay-pull-<user>} in the system's temporary folder, which that user alone may look into.
     */
    Optional<Path> workDirectory();

    /** How long to wait for a connection. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** How long a registry may stay silent in the middle of an answer. */
    @WithDefault("30s")
    Duration readTimeout();

    /** How long one answer may take as a whole: bounds a registry that sends a byte now and then. */
    @WithDefault("10m")
    Duration answerTimeout();

    /** How often one request is tried, counting the first, when the connection breaks or the registry answers 429 or 5xx. */
    @WithDefault("3")
    int attempts();

    /** How long to wait before the second attempt; twice as long before each further one. */
    @WithDefault("500ms")
    Duration retryDelay();

    /**
     * A program that inflates gzip from its standard input when called with {@code -dc}, and does it faster than the JDK: its
     * path, or its name to be looked for on the process' search path. Empty, or not there: the JDK's inflate.
     */
    @WithDefault("igzip")
    Optional<String> gzipProgram();

    LayerCache layerCache();

    Bounds bounds();

    /**
     * What is kept of layers, so that those which many images share are fetched and unpacked once. Names, links and the
     * files that scanners ask for: about a hundredth of a layer's size.
     */
    interface LayerCache {
        /**
         * The folder, which processes of the same user may share; a folder of our own is made in it. Default: in the work
         * directory.
         */
        Optional<Path> directory();

        /** The most that is kept, in MiB; what was not used for the longest time goes first. 0 keeps nothing. */
        @WithName("max-mib")
        @WithDefault("1024")
        int maxMiB();
    }

    /** What is too large: a bound that is exceeded fails the image, and names itself in the message. */
    interface Bounds {
        /** Layers in one image. */
        @WithDefault("500")
        int maxLayers();

        /** Compressed bytes of all layers of one image, as the manifest states them. Default: 20 GiB. */
        @WithDefault("21474836480")
        long maxCompressedBytes();

        /** Uncompressed bytes of all layers of one image. Default: 50 GiB. */
        @WithDefault("53687091200")
        long maxInflatedBytes();

        /** Uncompressed bytes of a layer for each compressed one; looked at beyond 256 MiB only. */
        @WithDefault("200")
        int maxCompressionRatio();

        /** Entries in all layers of one image, and paths in the merged image with those that lead through links. */
        @WithDefault("1000000")
        int maxEntries();

        /** Bytes of all names and link targets that are held in memory. Default: 128 MiB. */
        @WithDefault("134217728")
        long maxNameBytes();

        /** Characters in one path. */
        @WithDefault("4096")
        int maxPathLength();

        /** Folders within each other. */
        @WithDefault("256")
        int maxDepth();

        /** Bytes of one file that a scanner asks for. Default: 512 MiB, for large package databases. */
        @WithDefault("536870912")
        long maxFileBytes();

        /** Bytes of all files that a scanner asks for. Default: 2 GiB. */
        @WithDefault("2147483648")
        long maxStoredBytes();
    }
}
