package dev.assay.scanner.pull.layer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that don't do what is expected of them. */
class GzipProgramTest {
    private static final byte[] CONTENT = new byte[300_000];
    private static final byte[] LAYER = ExtractionBed.gzipped(CONTENT);

    @TempDir
    Path directory;

    @Test
    void shouldFindAProgramThatMayBeRun() throws IOException {
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        Files.createDirectory(first.resolve("inflate"));
        Path program = script(second.resolve("inflate"), "cat");
        Files.writeString(first.resolve("text"), "no program");
        String searchPath = ".::relative:" + first + ":" + second;

        assertThat(GzipProgram.find("inflate", searchPath))
                .hasToString(Optional.of(program).toString());
        assertThat(GzipProgram.find(program.toString(), "")).isPresent();
        assertThat(GzipProgram.find("text", searchPath)).isEmpty();
        assertThat(GzipProgram.find("absent", searchPath)).isEmpty();
        assertThat(GzipProgram.find(directory.resolve("absent").toString(), searchPath))
                .isEmpty();
        assertThat(GzipProgram.find("inflate", "")).isEmpty();
    }

    @Test
    void shouldGiveNothingOfTheEnvironmentToTheProgram() throws IOException {
        try (InputStream in =
                inflate("env >&2; test $(env | grep -cv -e ^PWD= -e ^_= -e ^SHLVL=) = 0 && exec gzip -dc")) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 0",
                "exec cat",
                "/usr/bin/gzip -dc | head -c 299999",
                "/usr/bin/gzip -dc; echo more",
                "/usr/bin/gzip -dc | tr '\\000' x",
                "/usr/bin/gzip -dc; exit 1",
                "/usr/bin/gzip -dc; kill -9 $$"
            })
    void shouldNotTakeSomethingElseForTheContent(String script) {
        assertThatIOException().isThrownBy(() -> {
            try (InputStream in = inflate(script)) {
                in.readAllBytes();
            }
        });
    }

    @Test
    @Timeout(20)
    void shouldEndAProgramThatHangs() throws Exception {
        InputStream in = inflate("exec sleep 1000");
        try (ReadAhead ahead = new ReadAhead(in, ((InflatingProgram) in)::kill)) {
            assertThat(ahead.available()).isZero();
        }
    }

    @Test
    @Timeout(20)
    void shouldNotWaitForAProgramThatDoesNotTakeTheBytes() throws IOException {
        try (InputStream in = inflate("exec 1>&-; exec sleep 1000")) {
            assertThatIOException().isThrownBy(in::readAllBytes).withMessageContaining("does not end");
        }
    }

    @Test
    @Timeout(20)
    @SuppressWarnings("InputStreamSlowMultibyteRead")
    void shouldEndWithABodyThatDoesNotCome() throws Exception {
        CountDownLatch isRead = new CountDownLatch(1);
        InputStream endless = new InputStream() {
            @Override
            public int read() throws IOException {
                isRead.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return -1;
            }
        };
        InflatingProgram program = program("exec gzip -dc").inflate(endless);
        assertThat(isRead.await(10, SECONDS)).isTrue();
        program.close();
    }

    @Test
    @SuppressWarnings("InputStreamSlowMultibyteRead")
    void shouldFailWithABodyThatFails() {
        InputStream failing = new InputStream() {
            private int count;

            @Override
            public int read() throws IOException {
                if (count == LAYER.length) {
                    throw new IOException("no more comes");
                }
                return LAYER[count++] & 0xff;
            }
        };
        assertThatIOException()
                .isThrownBy(() -> {
                    try (InputStream in = program("exec gzip -dc").inflate(failing)) {
                        in.readAllBytes();
                    }
                })
                .withMessageContaining("no more comes");
    }

    private InputStream inflate(String script) throws IOException {
        return program(script).inflate(new ByteArrayInputStream(LAYER));
    }

    private GzipProgram program(String script) throws IOException {
        return GzipProgram.find(script(directory.resolve("program"), script).toString(), "")
                .orElseThrow();
    }

    private static Path script(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
