package dev.assay.contract.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contract.json.ContractJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code samples/NAME.in} is a value as somebody writes it, {@code NAME.out} what the reader makes of it. */
class SampleFolderTest {
    private static final ObjectMapper MAPPER = ContractJson.newMapper();

    private final QualityAnnotationCodec codec = new QualityAnnotationCodec();

    static Stream<String> names() throws IOException {
        return files().stream().filter(it -> it.endsWith(".in")).map(it -> it.substring(0, it.length() - 3));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldReadAsExpected(String name) throws IOException {
        // Given
        String in = Files.readString(folder().resolve(name + ".in"));
        String expected = Files.readString(folder().resolve(name + ".out"));

        // When
        DecodedAnnotation decoded = codec.decode(in);

        // Then
        assertThat(shown(decoded)).isEqualTo(expected);
    }

    @Test
    void shouldUseEveryFile() throws IOException {
        List<String> used =
                names().flatMap(it -> Stream.of(it + ".in", it + ".out")).toList();
        assertThat(used).isNotEmpty();
        assertThat(files()).containsExactlyInAnyOrderElementsOf(used);
    }

    private static String shown(DecodedAnnotation decoded) throws JsonProcessingException {
        if (decoded instanceof DecodedAnnotation.Readable readable) {
            String repairs = readable.repairs().stream()
                    .map(it -> it.path() + " " + it.kind() + "\n")
                    .collect(Collectors.joining());
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(readable.annotation()) + "\n" + repairs;
        }
        return decoded + "\n";
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(it -> Objects.requireNonNull(it.getFileName()).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(SampleFolderTest.class.getResource("samples"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
