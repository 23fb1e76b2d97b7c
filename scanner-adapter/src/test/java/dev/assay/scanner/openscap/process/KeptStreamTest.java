package dev.assay.scanner.openscap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptStreamTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 10, 4090, 4095, 4096, 8190, 100_000})
    void shouldFindAMarkWhereverItStandsInALine(int before) {
        KeptStream kept = read("x".repeat(before) + "chroot failed" + "y".repeat(5000) + "\nend");
        assertThat(kept.marked()).isNotEmpty();
        assertThat(kept.text().length()).isLessThanOrEqualTo(8192);
    }

    @Test
    void shouldKeepTheBeginningAndNoMoreThanTenMarkedLines() {
        KeptStream kept = read("first\n" + "chroot failed\n".repeat(10_000));
        assertThat(kept.text()).startsWith("first\nchroot failed").hasSize(8192);
        assertThat(kept.marked()).hasSize(10);
    }

    @Test
    void shouldMarkNothingElse() {
        assertThat(read("chroot\nfailed\n").marked()).isEmpty();
    }

    private static KeptStream read(String text) {
        KeptStream kept = new KeptStream(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Set.of("chroot failed"));
        kept.run();
        return kept;
    }
}
