package dev.assay.contract.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDigestTest {
    private static final String HEX_64 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String UPPER_64 = "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";

    @Property
    void shouldReadEveryDigest(
            @ForAll @CharRange(from = '0', to = '9') @CharRange(from = 'a', to = 'f') @StringLength(64) String hex) {
        assertThat(ImageDigest.parse("sha256:" + hex)).contains(new ImageDigest("sha256:" + hex));
        assertThat(new ImageDigest("sha256:" + hex).hex()).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256:",
                HEX_64,
                "SHA256:" + HEX_64,
                "sha512:" + HEX_64,
                "sha256:" + HEX_64 + "0",
                "sha256:" + HEX_64 + "\n",
                " sha256:" + HEX_64,
                "sha256:" + UPPER_64,
                "sha256/" + HEX_64
            })
    void shouldRefuseWhatIsNone(String text) {
        assertThat(ImageDigest.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageDigest(text))
                .satisfies(it -> assertThat(it.getMessage()).doesNotContain("\n"));
    }

    @Test
    void shouldRefuseHugeTextsWithAShortMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageDigest("sha256:" + HEX_64.repeat(100_000)))
                .satisfies(it -> assertThat(it.getMessage()).hasSizeLessThan(200));
    }
}
