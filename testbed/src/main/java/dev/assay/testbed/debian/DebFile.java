package dev.assay.testbed.debian;

import dev.assay.testbed.process.Command;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A binary package on disk. */
public record DebFile(Path path) {
    private static final int MAX_CHANGELOG = 16 << 20;

    /** What it says of itself. */
    public Stanza control() {
        byte[] text = Command.of("dpkg-deb", "-f", path.toString()).text().getBytes(StandardCharsets.UTF_8);
        List<Stanza> stanzas = new ArrayList<>();
        try {
            Stanzas.read(new ByteArrayInputStream(text), stanzas::add);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " has no readable control data", e);
        }
        if (stanzas.size() != 1) {
            throw new IllegalArgumentException(path + " has " + stanzas.size() + " control paragraphs, not one");
        }
        return stanzas.get(0);
    }

    /** Hands its files to {@code reader}, as the tar archive that dpkg would unpack. */
    public <T> T files(Command.OutputReader<T> reader) {
        return Command.of("dpkg-deb", "--fsys-tarfile", path.toString()).read(reader);
    }

    /** The distribution's changelog; empty when it is in another package. */
    public Optional<Changelog> changelog() {
        String name = control().packageName().orElseThrow();
        String start = "./usr/share/doc/" + name + "/changelog.";
        // A package without an upstream of its own has the distribution's changelog under the short name.
        return file(start + "Debian.gz").or(() -> file(start + "gz")).map(Changelog::new);
    }

    private Optional<String> file(String name) {
        return files(in -> {
            TarArchiveInputStream tar = new TarArchiveInputStream(in);
            for (TarArchiveEntry it = tar.getNextEntry(); it != null; it = tar.getNextEntry()) {
                if (it.isFile() && it.getName().equals(name)) {
                    return Optional.of(text(tar));
                }
            }
            return Optional.empty();
        });
    }

    private static String text(InputStream compressed) throws IOException {
        GZIPInputStream plain = new GZIPInputStream(compressed);
        return new String(plain.readNBytes(MAX_CHANGELOG), StandardCharsets.UTF_8);
    }
}
