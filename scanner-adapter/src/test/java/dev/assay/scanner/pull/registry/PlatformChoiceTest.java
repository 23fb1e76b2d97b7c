package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImagePullException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64, linux/arm64 linux/amd64",
        "linux/arm64, linux/arm64/v8, linux/amd64 linux/arm64/v8",
        "linux/arm64/v8, linux/arm64, linux/amd64 linux/arm64",
        "linux/arm, linux/arm/v7, linux/arm/v5 linux/arm/v6 linux/arm/v7",
        "linux/arm, linux/arm/v5, linux/arm/v5 linux/arm/v6",
        "linux/arm/v6, linux/arm/v6, linux/arm/v5 linux/arm/v6 linux/arm/v7",
        "linux/amd64, linux/amd64, linux/amd64/v3 linux/amd64",
        "linux/amd64, linux/amd64/v3, windows/amd64 linux/amd64/v3"
    })
    void shouldChoose(String wanted, String chosen, String there) throws ImagePullException {
        assertThat(PlatformChoice.choose(index(there.split(" ")), Platform.parse(wanted)))
                .isEqualTo(descriptor(chosen));
    }

    @ParameterizedTest
    @CsvSource({"linux/arm64/v9, linux/arm64", "linux/s390x, linux/amd64", "unknown/unknown, unknown/unknown"})
    void shouldNotTakeAnother(String wanted, String there) {
        assertThatThrownBy(() -> PlatformChoice.choose(index(there), Platform.parse(wanted)))
                .isInstanceOf(ImagePullException.class)
                .hasMessageContaining("no image for " + wanted);
    }

    @Test
    void shouldSayThatNothingNamesAPlatform() {
        Manifest.Index index = new Manifest.Index(List.of(new Manifest.Entry(descriptor("x"), Optional.empty())));

        assertThatThrownBy(() -> PlatformChoice.choose(index, Platform.LINUX_AMD64))
                .hasMessageContaining("none that names a platform");
    }

    private static Manifest.Index index(String... platforms) {
        return new Manifest.Index(Arrays.stream(platforms)
                .map(it -> new Manifest.Entry(descriptor(it), Optional.of(Platform.parse(it))))
                .toList());
    }

    private static Descriptor descriptor(String platform) {
        return new Descriptor("x", TestImage.digest(TestImage.utf8(platform)), 1);
    }
}
