package dev.assay.contract.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    @Test
    void shouldReadWhatItPrints() {
        assertThat(Platform.parse("linux/amd64"))
                .isEqualTo(Platform.LINUX_AMD64)
                .hasToString("linux/amd64");
        assertThat(Platform.parse("linux/arm64/v8"))
                .isEqualTo(new Platform("linux", "arm64", Optional.of("v8")))
                .hasToString("linux/arm64/v8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "linux", "/", "linux/", "/amd64", "linux//v8", "linux/arm64/", "a/b/c/d", "Linux/amd64"})
    void shouldRefuseWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Platform.parse(text));
    }
}
