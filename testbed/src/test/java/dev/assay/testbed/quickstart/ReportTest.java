package dev.assay.testbed.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.verdict.Decision;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Report report = new Report(
            new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), () -> 0), Path.of("policies"));

    @Test
    void shouldSayWhatWasExpectedOfAnImageThatEndedOtherwise() {
        // Given
        Expectation expectation = new Expectation(Decision.UNDECIDED, Optional.of("NOT_APPLICABLE"));
        Subject subject = new Subject(
                ImageReference.parse("a.test/shop/banner:1"),
                new ImageDigest("sha256:" + "d".repeat(64)),
                0,
                true,
                Optional.of(expectation));

        // When
        report.ending(new Outcome(List.of(new Followed(subject)), 1, 1, true));

        // Then
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("shop/banner:1   NOT AS EXPECTED: expected was UNDECIDED, since vulnerability.openscap is not"
                        + " scanned: NOT_APPLICABLE");
    }
}
