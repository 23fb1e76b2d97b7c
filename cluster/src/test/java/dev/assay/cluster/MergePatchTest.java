package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cluster.Images.Guard;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergePatchTest {
    private final ImageObject target = Samples.image(1, Map.of());

    @Test
    void shouldCarryTheUidAndTheChangesOnly() {
        assertThat(MergePatch.of(target, Map.of(Samples.QUALITY, Optional.of("v")), Guard.SAME_OBJECT))
                .isEqualTo(
                        "{\"metadata\":{\"uid\":\"uid-1\",\"annotations\":{\"%s\":\"v\"}}}".formatted(Samples.QUALITY));
    }

    @Test
    void shouldCarryTheResourceVersionOfWhatWasRead() {
        assertThat(MergePatch.of(target, Map.of(), Guard.UNCHANGED_OBJECT))
                .isEqualTo("{\"metadata\":{\"uid\":\"uid-1\",\"resourceVersion\":\"7\",\"annotations\":{}}}");
    }

    @Test
    void shouldDeleteAKeyWhoseValueIsEmpty() {
        assertThat(MergePatch.of(target, Map.of(Samples.QUALITY, Optional.empty()), Guard.SAME_OBJECT))
                .contains("\"" + Samples.QUALITY + "\":null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"},\"spec\":{\"x\":\"", "\u0000\u2028\\", "{\"a\":null}", "null", "𝄞 é \n"})
    void shouldKeepHostileValuesInsideTheirString(String value) throws Exception {
        // When
        String patch = MergePatch.of(target, Map.of(Samples.QUALITY, Optional.of(value)), Guard.SAME_OBJECT);

        // Then
        JsonNode parsed = new ObjectMapper().readTree(patch);
        assertThat(parsed.size()).isEqualTo(1);
        assertThat(parsed.path("metadata")
                        .path("annotations")
                        .path(Samples.QUALITY)
                        .textValue())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"openshift.io/image.managed", "image.openshift.io/dockerLayersOrder", "", "assay.dev", "a\"b"})
    void shouldRefuseKeysOfOthers(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MergePatch.of(target, Map.of(key, Optional.of("v")), Guard.SAME_OBJECT));
    }
}
