package dev.assay.standin.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    private static final String OBJECT = """
            {"a":{"b":1,"n":null},"keys":{"example.com/x":"dotted"},
             "list":[{"type":"Old","status":"no"},{"type":"Ready","status":"yes"}]}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ".a.b | 1",
                ".keys.example\\.com/x | dotted",
                ".keys['example.com/x'] | dotted",
                ".list[1].status | yes",
                ".list[*].status | no",
                ".list[?(@.type==\"Ready\")].status | yes",
                ".list[?(@.type=='Ready')].status | yes",
                ".list[?(@.type==\"None\")].status | nothing",
                ".list[7].status | nothing",
                ".a.b.c | nothing",
                ".a.n | nothing",
                ".x | nothing"
            })
    void shouldFindTheFirstValue(String path, String expected) throws Exception {
        // Given
        JsonNode object = Json.parse(OBJECT.getBytes(StandardCharsets.UTF_8));
        // When
        String found = FieldPath.parse(path).find(object).map(JsonNode::asText).orElse("nothing");
        // Then
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", ".", ".a..b", ".a[", ".a[x]", ".a[?(@.b>1)]", "..a"})
    void shouldRefuseWhatItDoesNotUnderstand(String path) {
        // When, Then
        assertThatThrownBy(() -> FieldPath.parse(path)).isInstanceOf(IllegalArgumentException.class);
    }
}
