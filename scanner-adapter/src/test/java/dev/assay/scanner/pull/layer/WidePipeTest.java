package dev.assay.scanner.pull.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class WidePipeTest {
    private static final int MIB = 1 << 20;

    @Test
    @Timeout(20)
    void shouldTakeAMebibyteBeforeAnybodyReads() throws IOException {
        try (WidePipe pipe = WidePipe.open().orElseThrow();
                InputStream in = pipe.input()) {
            try (OutputStream out = pipe.output()) {
                out.write(new byte[MIB]);
            }
            assertThat(in.readNBytes(MIB)).hasSize(MIB);
        }
    }

    @Test
    @Timeout(20)
    void shouldEndWhenTheProgramEnds() throws IOException {
        WidePipe pipe = WidePipe.open().orElseThrow();
        try (InputStream in = pipe.input()) {
            new ProcessBuilder("echo", "all").redirectOutput(pipe.writeEnd()).start();
            pipe.close();
            assertThat(in.readAllBytes()).asString().isEqualTo("all\n");
        }
    }

    @Test
    @Timeout(20)
    void shouldTellWhenNobodyReadsAnyMore() throws IOException {
        WidePipe pipe = WidePipe.open().orElseThrow();
        try (OutputStream out = pipe.output()) {
            pipe.close();
            assertThatIOException().isThrownBy(() -> out.write(new byte[MIB]));
        }
    }

    @Test
    void shouldLeaveNothingOpen() throws IOException {
        long before = open();
        for (int i = 0; i < 50; i++) {
            WidePipe.open().orElseThrow().close();
            ProcessBuilder none = new ProcessBuilder(List.of("/no/such/program"));
            assertThatIOException()
                    .isThrownBy(
                            () -> InflatingProgram.start(none, new ByteArrayInputStream(new byte[0]), WidePipe::open));
        }
        assertThat(open()).isLessThan(before + 50);
    }

    private static long open() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }
}
