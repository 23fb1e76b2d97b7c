package dev.assay.contract.lenient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LooseTimeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2030-05-04T03:02:01Z                                  | 2030-05-04T03:02:01Z     |
            2030-05-04t03:02:01z                                  | 2030-05-04T03:02:01Z     |
            2030-05-04T03:02:01.5+02:00                           | 2030-05-04T01:02:01.500Z |
            2028-02-29T03:02:01-11:30                             | 2028-02-29T14:32:01Z     |
            2030-05-04 03:02:01Z                                  | 2030-05-04T03:02:01Z     | TIME_WITH_SPACE
            2030-05-04T03:02:01                                   | 2030-05-04T03:02:01Z     | TIME_WITHOUT_ZONE
            2017-03-01 12:00:00.123 +0000 UTC                     | 2017-03-01T12:00:00.123Z | GO_TIME
            2017-03-01 12:00:00 +0000 UTC m=+0.000001             | 2017-03-01T12:00:00Z     | GO_TIME
            2017-03-01 12:00:00.123456789 -0500 EST m=-1.5        | 2017-03-01T17:00:00.123456789Z | GO_TIME
            2017-03-01 12:00:00 +0330 +0330                       | 2017-03-01T08:30:00Z     | GO_TIME
            1488369600                                            | 2017-03-01T12:00:00Z     | EPOCH_SECONDS
            1488369600.25                                         | 2017-03-01T12:00:00.250Z | EPOCH_SECONDS
            1488369600123                                         | 2017-03-01T12:00:00.123Z | EPOCH_MILLISECONDS
            """)
    void shouldReadKnownForms(String text, Instant expected, @Nullable RepairKind repair)
            throws UnreadableTextException {
        // Given
        Repairs repairs = new Repairs();

        // When
        Instant time = LooseTime.read(new LooseValue.Text(text), "timestamp", repairs);

        // Then
        assertThat(time).isEqualTo(expected);
        assertThat(repairs.list()).isEqualTo(repair == null ? List.of() : List.of(new Repair(repair, "timestamp")));
    }

    @Test
    void shouldReadNumbers() throws UnreadableTextException {
        assertThat(LooseTime.read(new LooseValue.Numeral("1488369600"), "t", new Repairs()))
                .isEqualTo("2017-03-01T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2030",
                "2030-05-04",
                "20300504030201",
                "2030-13-04T03:02:01Z",
                "2030-02-29T03:02:01Z",
                "2030-05-04T25:02:01Z",
                "2030-05-04T03:02Z",
                "2030-05-04T03:02:01+99:00",
                "2030-05-04T03:02:01Z ",
                "2030-05-04T03:02:01Z\n",
                "+12030-05-04T03:02:01Z",
                "２０30-05-04T03:02:01Z",
                "2017-03-01 12:00:00 +0000",
                "0",
                "-1488369600",
                "99999999",
                "4102444800",
                "99999999999",
                "4102444800000",
                "1488369600123456",
                "1488369600123456789",
                "1e9",
                "1488369600e0",
                "1e999999999"
            })
    void shouldRefuseTheRest(String text) {
        for (LooseValue value : List.of(new LooseValue.Text(text), new LooseValue.Numeral(text))) {
            assertThatThrownBy(() -> LooseTime.read(value, "timestamp", new Repairs()))
                    .isInstanceOf(UnreadableTextException.class)
                    .hasMessageStartingWith("timestamp: ");
        }
    }

    @Test
    void shouldRefuseOtherKindsOfValue() {
        assertThatThrownBy(() -> LooseTime.read(new LooseValue.Bool(true), "t", new Repairs()))
                .hasMessage("t: a time is needed, not true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "2030-05-04T03:02:01.", "2017-03-01 12:00:00 +0000 UTC m=+", " "})
    void shouldAnswerAtOnceOnHugeTexts(String start) {
        assertThatThrownBy(() -> LooseTime.read(new LooseValue.Text(start + "1".repeat(60_000)), "t", new Repairs()))
                .isInstanceOf(UnreadableTextException.class)
                .message()
                .hasSizeLessThan(200);
    }
}
