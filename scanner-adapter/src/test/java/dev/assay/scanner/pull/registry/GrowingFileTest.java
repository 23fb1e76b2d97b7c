package dev.assay.scanner.pull.registry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class GrowingFileTest {
    private final ExecutorService reader = Executors.newSingleThreadExecutor();
    private final SynchronousQueue<String> pieces = new SynchronousQueue<>();
    private GrowingFile file;

    @BeforeEach
    void prepare(@TempDir Path directory) {
        file = new GrowingFile(directory.resolve("file"));
    }

    @AfterEach
    void endReader() {
        reader.shutdownNow();
    }

    @Test
    void shouldGiveWhatIsThereAndWaitForTheRest() throws Exception {
        Future<String> all = readPieces();
        OutputStream out = file.rewrite();
        write(out, "abc");
        assertThat(pieces.poll(10, SECONDS)).isEqualTo("abc");
        write(out, "de");
        assertThat(pieces.poll(10, SECONDS)).isEqualTo("de");
        out.write('f');
        assertThat(pieces.poll(10, SECONDS)).isEqualTo("f");
        out.close();
        file.end(true);
        assertThat(all.get(10, SECONDS)).isEqualTo("abcdef");
    }

    @Test
    void shouldGiveAWholeFile() throws Exception {
        try (OutputStream out = file.rewrite()) {
            write(out, "abc");
        }
        file.end(true);
        for (int i = 0; i < 2; i++) {
            try (InputStream in = file.read()) {
                assertThat(in.readAllBytes())
                        .asString(StandardCharsets.US_ASCII)
                        .isEqualTo("abc");
                assertThat(in.read()).isNegative();
            }
        }
    }

    @Test
    void shouldFailWhoHasReadWhatIsWrittenAnew() throws Exception {
        Future<String> all = readPieces();
        try (OutputStream out = file.rewrite()) {
            write(out, "abc");
        }
        assertThat(pieces.poll(10, SECONDS)).isEqualTo("abc");
        try (OutputStream out = file.rewrite()) {
            write(out, "abcdef");
        }
        file.end(true);
        assertFails(all);
    }

    @Test
    void shouldGiveTheSecondAttemptToWhoHasReadNothing() throws Exception {
        try (OutputStream out = file.rewrite()) {
            write(out, "abc");
        }
        try (OutputStream out = file.rewrite();
                InputStream in = file.read()) {
            write(out, "xy");
            file.end(true);
            assertThat(in.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("xy");
        }
    }

    @Test
    void shouldFailWhoReadsWhatDidNotCome() throws Exception {
        Future<String> all = readPieces();
        try (OutputStream out = file.rewrite()) {
            write(out, "abc");
        }
        assertThat(pieces.poll(10, SECONDS)).isEqualTo("abc");
        file.end(false);
        assertFails(all);
        try (InputStream in = file.read()) {
            assertThatIOException().isThrownBy(in::readAllBytes);
        }
    }

    @Test
    void shouldEndAWaitingReaderByAnInterrupt() throws Exception {
        try (OutputStream out = file.rewrite()) {
            Future<String> all = readPieces();
            write(out, "abc");
            assertThat(pieces.poll(10, SECONDS)).isEqualTo("abc");
            reader.shutdownNow();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> all.get(10, SECONDS))
                    .withCauseInstanceOf(InterruptedIOException.class);
        }
    }

    /** Each piece that a read gives, and all of them at the end. */
    private Future<String> readPieces() {
        return reader.submit(() -> {
            StringBuilder all = new StringBuilder();
            byte[] buffer = new byte[100];
            try (InputStream in = file.read()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    String piece = new String(buffer, 0, read, StandardCharsets.US_ASCII);
                    all.append(piece);
                    pieces.put(piece);
                }
            }
            return all.toString();
        });
    }

    private static void assertFails(Future<String> all) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> all.get(10, SECONDS))
                .withCauseInstanceOf(IOException.class)
                .withMessageContaining("not what it will be");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
