package dev.assay.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void shouldKeepToOneLine() {
        assertThat(PlainText.oneLine("a\r\nb\tc\u0000\u007F\u0085\u2028\u2029d é😀"))
                .isEqualTo("a  b c     d é😀");
        assertThat(PlainText.oneLine("\uD800 \uDC00\uD83D")).isEqualTo("\uFFFD \uFFFD\uFFFD");
    }

    @Test
    void shouldShortenByCodePoints() {
        assertThat(PlainText.shorten("😀😀😀", 3)).isEqualTo("😀😀😀");
        assertThat(PlainText.shorten("😀😀😀😀", 3)).isEqualTo("😀😀…");
        assertThat(PlainText.shorten("ab", 1)).isEqualTo("…");
        assertThat(PlainText.shorten("", 1)).isEmpty();
    }

    @Test
    void shouldQuoteTheStart() {
        assertThat(PlainText.excerpt("a\nb")).isEqualTo("'a b'");
        assertThat(PlainText.excerpt("x".repeat(100_000))).isEqualTo("'" + "x".repeat(79) + "…'");
    }

    @Property
    void shouldNeverSplitAPairNorGrow(@ForAll String text, @ForAll @IntRange(min = 1, max = 50) int max) {
        String shown = PlainText.oneLine(PlainText.shorten(text, max));
        assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(max);
        assertThat(shown.codePoints()).noneMatch(it -> Character.getType(it) == Character.SURROGATE);
        assertThat(PlainText.oneLine(shown)).isEqualTo(shown);
    }
}
