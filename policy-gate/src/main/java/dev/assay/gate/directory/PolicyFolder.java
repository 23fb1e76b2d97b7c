package dev.assay.gate.directory;

import dev.assay.gate.resource.PolicyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads the files of a folder whole. Files are small and few; their content is compared, since times and sizes lie. */
final class PolicyFolder {
    private static final int MAX_FILES = 256;
    private static final String FILES = "*.{yaml,yml}";

    private final Path directory;

    PolicyFolder(Path directory) {
        this.directory = directory;
    }

    /**
     * By file name. Hidden ones are left out: a mounted ConfigMap keeps its versions in hidden folders.
     *
     * @throws IOException when the folder isn't there, can't be listed, or has too many files
     */
    Map<String, PolicyFile> read() throws IOException {
        Map<String, PolicyFile> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, FILES)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.startsWith(".") && !Files.isDirectory(entry)) {
                    files.put(name, read(entry));
                }
                if (files.size() > MAX_FILES) {
                    throw new IOException("more than " + MAX_FILES + " files");
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    private static PolicyFile read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new PolicyFile.Unreadable("not a regular file, or a link to nowhere");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(PolicyReader.MAX_LENGTH + 1);
            if (bytes.length > PolicyReader.MAX_LENGTH) {
                return new PolicyFile.Unreadable("larger than " + PolicyReader.MAX_LENGTH + " bytes; split it");
            }
            return new PolicyFile.Content(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return new PolicyFile.Unreadable("not UTF-8");
        } catch (IOException e) {
            return new PolicyFile.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
