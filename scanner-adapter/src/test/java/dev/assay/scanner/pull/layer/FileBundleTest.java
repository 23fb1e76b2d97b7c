package dev.assay.scanner.pull.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileBundleTest {
    private Path from;
    private Path to;

    @BeforeEach
    void prepare(@TempDir Path directory) throws IOException {
        from = Files.createDirectory(directory.resolve("from"));
        to = Files.createDirectory(directory.resolve("to"));
        Files.createDirectories(from.resolve("var/lib/empty"));
        Files.write(from.resolve("var/lib/status"), new byte[] {1, 2, 3});
        Files.setPosixFilePermissions(from.resolve("var/lib/status"), PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void shouldMakeTheSameFolder() throws IOException {
        // When
        FileBundle.unpack(FileBundle.pack(from, 1000).orElseThrow(), to);

        // Then
        assertThat(to.resolve("var/lib/empty")).isEmptyDirectory();
        assertThat(to.resolve("var/lib/status")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(Files.getPosixFilePermissions(to.resolve("var/lib/status")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void shouldNotPackMoreThanTheBound() throws IOException {
        assertThat(FileBundle.pack(from, 20)).isEmpty();
    }

    @Test
    void shouldSayWhenItEndsTooEarly() throws IOException {
        // Given
        byte[] bytes = FileBundle.pack(from, 1000).orElseThrow();

        // Then
        assertThatThrownBy(() -> FileBundle.unpack(Arrays.copyOf(bytes, bytes.length - 3), to))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../planted", "/tmp/assay-planted", "a/../../planted", "", ".", "..", "var/../planted", "a\0b"})
    void shouldWriteNothingElsewhere(String name) throws IOException {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(true);
            out.writeUTF(name);
            out.writeUTF("rw-------");
            out.writeInt(1);
            out.write('x');
            out.writeBoolean(false);
        }

        // Then
        assertThatThrownBy(() -> FileBundle.unpack(bytes.toByteArray(), to))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a name in it");
        assertThat(to).isEmptyDirectory();
        assertThat(to.resolveSibling("planted")).doesNotExist();
    }
}
