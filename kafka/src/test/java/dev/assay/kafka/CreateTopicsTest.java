package dev.assay.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CreateTopicsTest {
    /** Nobody listens there. */
    private static final String NOWHERE = "127.0.0.1:1";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --partitions | 0             | --partitions is 0, and not from 1 to 1000
            --partitions | -1            | --partitions is -1, and not from 1 to 1000
            --partitions | 1001          | --partitions is 1001, and not from 1 to 1000
            --partitions | many          | Invalid value for option '--partitions': 'many' is not an int
            --replicas   | 0             | --replicas is 0, and not at least 1
            --replicas   | -1            | --replicas is -1, and not at least 1
            --replicas   | 99999         | Invalid value for option '--replicas': '99999' is not a short
            --adapters   | Open SCAP     | --adapters:
            --adapters   | ../scan       | --adapters:
            --adapters   | openscap,,x   | --adapters:
            --adapters   | ` `           | --adapters:
            --client-properties | no/such/file | --client-properties can't be read
            --color      | red           | Unknown options: '--color', 'red'
            """)
    void shouldSayWhichArgumentIsWrongAndEndWithTwo(String option, String value, String message) {
        // When
        int status = execute("--bootstrap-servers", NOWHERE, option, value);

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString())
                .contains(message)
                .contains("Usage: create-topics")
                .doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldAskForTheBrokersWhenNoneAreNamed() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option: '--bootstrap-servers=HOST:PORT[,…]'");
    }

    @ParameterizedTest
    @CsvSource({"broker", "broker:port", "''"})
    void shouldSayThatBrokersAreNoAddresses(String servers) {
        assertThat(execute("--bootstrap-servers", servers)).isEqualTo(2);
        assertThat(err.toString()).contains("--bootstrap-servers").doesNotContain("\tat ");
    }

    @Test
    void shouldSayWhichFileOfPropertiesItCanNotTake(@TempDir Path directory) throws IOException {
        // Given
        Path broken = Files.writeString(directory.resolve("broken"), "security.protocol=\\u00");
        Path wrong = Files.writeString(directory.resolve("wrong"), "security.protocol=TELEPATHY");

        // Then
        for (Path file : List.of(broken, wrong, directory)) {
            assertThat(execute("--bootstrap-servers", NOWHERE, "--client-properties", file.toString()))
                    .as(file.toString())
                    .isEqualTo(2);
            assertThat(err.toString()).contains("--client-properties").doesNotContain("\tat ");
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void shouldEndWithOneWhenNoBrokerAnswers(@TempDir Path directory) throws IOException {
        // Given
        Path impatient = Files.writeString(
                directory.resolve("client.properties"), "default.api.timeout.ms=300\nrequest.timeout.ms=200");

        // When
        int status = execute("--bootstrap-servers", NOWHERE, "--client-properties", impatient.toString());

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(out.toString()).contains("FAILED  assay.scan-results: TimeoutException");
        assertThat(out.toString() + err).doesNotContain("\tat ");
    }

    @Test
    void shouldSayHowItIsUsed() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("--bootstrap-servers", "2   the arguments can't be taken");
    }

    private int execute(String... arguments) {
        return new CommandLine(new CreateTopics())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
