package dev.assay.testbed.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.testbed.debian.DebFile;
import dev.assay.testbed.debian.DpkgStatus;
import dev.assay.testbed.debian.Stanza;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds images and pushes them to a registry that speaks plain HTTP, in the OCI format.
 *
 * @param work for layers on their way; nothing in it is needed afterwards
 * @param architecture as in the OCI image specification
 */
public record ImagePusher(Path work, String architecture) {
    /**
     * Pushes an image of Debian packages, a layer for each, and the database of dpkg that says they are installed.
     *
     * @return the digest of the image's manifest; the same for the same packages
     */
    public ImageDigest pushPackages(ImageReference target, List<DebFile> packages) throws IOException {
        ImageArchive archive = newArchive();
        for (DebFile deb : packages) {
            archive.add(deb);
        }
        List<Stanza> installed = packages.stream().map(DebFile::control).toList();
        archive.add(Map.of("var/lib/dpkg/status", DpkgStatus.of(installed)));
        return push(target, archive);
    }

    /** Pushes an image of one layer with text files, by path without a leading slash. */
    public ImageDigest pushFiles(ImageReference target, Map<String, String> files) throws IOException {
        ImageArchive archive = newArchive();
        archive.add(files);
        return push(target, archive);
    }

    private ImageArchive newArchive() throws IOException {
        Files.createDirectories(work);
        return new ImageArchive(Files.createTempDirectory(work, "image"));
    }

    private ImageDigest push(ImageReference target, ImageArchive archive) throws IOException {
        try {
            JibContainer pushed = Jib.from(TarImage.at(archive.write(architecture)))
                    .setFormat(ImageFormat.OCI)
                    .setPlatforms(Set.of(new Platform(architecture, "linux")))
                    .containerize(Containerizer.to(RegistryImage.named(target.toString()))
                            .setAllowInsecureRegistries(true)
                            .setBaseImageLayersCache(work.resolve("layers"))
                            .setApplicationLayersCache(work.resolve("layers"))
                            .setToolName("assay-testbed"));
            return new ImageDigest(pushed.getDigest().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while pushing " + target, e);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(target + " could not be built and pushed: " + e.getMessage(), e);
        }
    }
}
