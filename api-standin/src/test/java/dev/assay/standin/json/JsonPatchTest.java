package dev.assay.standin.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPatchTest {
    private static final String TARGET = "{\"a\":{\"b\":1},\"list\":[1,2,3]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"op\":\"add\",\"path\":\"/c\",\"value\":null} | {\"a\":{\"b\":1},\"list\":[1,2,3],\"c\":null}",
                "{\"op\":\"add\",\"path\":\"/list/1\",\"value\":9} | {\"a\":{\"b\":1},\"list\":[1,9,2,3]}",
                "{\"op\":\"add\",\"path\":\"/list/-\",\"value\":9} | {\"a\":{\"b\":1},\"list\":[1,2,3,9]}",
                "{\"op\":\"remove\",\"path\":\"/list/0\"} | {\"a\":{\"b\":1},\"list\":[2,3]}",
                "{\"op\":\"replace\",\"path\":\"/a/b\",\"value\":2} | {\"a\":{\"b\":2},\"list\":[1,2,3]}",
                "{\"op\":\"move\",\"from\":\"/a/b\",\"path\":\"/c\"} | {\"a\":{},\"list\":[1,2,3],\"c\":1}",
                "{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/a/b\"} | {\"a\":{\"b\":{\"b\":1}},\"list\":[1,2,3]}",
                "{\"op\":\"test\",\"path\":\"/a/b\",\"value\":1} | {\"a\":{\"b\":1},\"list\":[1,2,3]}"
            })
    void shouldApplyEachOperation(String operation, String expected) throws Exception {
        // Given
        ObjectNode target = (ObjectNode) parse(TARGET);
        // When
        ObjectNode result = JsonPatch.apply(target, parse("[" + operation + "]"));
        // Then
        assertThat(result).isEqualTo(parse(expected));
        assertThat(target).as("the target stays as it is").isEqualTo(parse(TARGET));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | true",
                "[{}] | true",
                "[3] | true",
                "[{\"op\":\"dance\",\"path\":\"/a\"}] | true",
                "[{\"op\":\"add\",\"path\":\"/a\"}] | true",
                "[{\"op\":\"add\",\"path\":\"a\",\"value\":1}] | true",
                "[{\"op\":\"move\",\"path\":\"/a\"}] | true",
                "[{\"op\":\"remove\",\"path\":\"\"}] | false",
                "[{\"op\":\"add\",\"path\":\"\",\"value\":{}}] | false",
                "[{\"op\":\"remove\",\"path\":\"/x\"}] | false",
                "[{\"op\":\"replace\",\"path\":\"/x\",\"value\":1}] | false",
                "[{\"op\":\"add\",\"path\":\"/x/y\",\"value\":1}] | false",
                "[{\"op\":\"add\",\"path\":\"/list/4\",\"value\":1}] | false",
                "[{\"op\":\"add\",\"path\":\"/list/x\",\"value\":1}] | false",
                "[{\"op\":\"add\",\"path\":\"/a/b/c\",\"value\":1}] | false",
                "[{\"op\":\"test\",\"path\":\"/a/b\",\"value\":2}] | false",
                "[{\"op\":\"test\",\"path\":\"/x\",\"value\":2}] | false"
            })
    void shouldSayWhetherAPatchIsMalformedOrDoesNotFit(String patch, boolean malformed) throws Exception {
        // Given
        ObjectNode target = (ObjectNode) parse(TARGET);
        JsonNode operations = parse(patch);
        // When, Then
        assertThatThrownBy(() -> JsonPatch.apply(target, operations))
                .isInstanceOfSatisfying(
                        JsonPatchException.class, e -> assertThat(e.malformed()).isEqualTo(malformed));
    }

    private static JsonNode parse(String json) throws Exception {
        return Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
