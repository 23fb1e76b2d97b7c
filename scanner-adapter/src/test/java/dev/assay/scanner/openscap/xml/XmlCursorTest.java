package dev.assay.scanner.openscap.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlCursorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>",
                "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>",
                "<a>&unknown;</a>",
                "<a>",
                "<a><b></a>",
                "<a b='1' b='2'/>",
                "",
                "\u0000",
                "<p:a/>",
                "<a>\u0001</a>"
            })
    void shouldRefuse(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(XmlException.class).hasMessageContaining("it ");
    }

    @Test
    void shouldReadNoFileByAnEntity(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "hidden");
        assertThatThrownBy(() -> read("<!DOCTYPE a [<!ENTITY b SYSTEM \"" + secret.toUri() + "\">]><a>&b;</a>"))
                .isInstanceOf(XmlException.class)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() throws Exception {
        assertThat(read("<a>".repeat(200) + "</a>".repeat(200)).name()).isEqualTo("a");
        assertThatThrownBy(() -> read("<a>".repeat(201) + "</a>".repeat(201)))
                .isInstanceOf(XmlException.class)
                .hasMessageContaining("deeper than 200");
    }

    @Test
    void shouldRefuseAnElementThatIsTooLarge() {
        assertThatThrownBy(() -> read("<a>" + "<b/>".repeat(250_001) + "</a>"))
                .isInstanceOf(XmlException.class)
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> read("<a>" + "x".repeat(17 * 1024 * 1024) + "</a>"))
                .isInstanceOf(XmlException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void shouldWriteElementsThatStandAlone() throws Exception {
        // Given
        XmlCursor cursor = cursor("<r xmlns='urn:r' xmlns:p='urn:p' xmlns:q='urn:q'><p:a q:b='1&lt;&quot;&#10;'>x &amp; y"
                + "<c/><![CDATA[<z>]]></p:a></r>");
        cursor.nextElement();
        cursor.nextChild(1);

        // When
        XmlElement element = cursor.element();
        XmlElement again = read(XmlWriter.write(element));

        // Then
        assertThat(XmlWriter.write(again)).isEqualTo(XmlWriter.write(element));
        assertThat(again.namespace()).isEqualTo("urn:p");
        assertThat(again.attributes()).containsExactly(new XmlAttribute("q", "urn:q", "b", "1<\"\n"));
        assertThat(again.text()).isEqualTo("x & y<z>");
        assertThat(again.children("c")).singleElement().satisfies(it -> assertThat(it.namespace()).isEqualTo("urn:r"));
    }

    @Test
    void shouldVisitChildrenWhetherOrNotTheyAreRead() throws Exception {
        // Given
        XmlCursor cursor = cursor("<r><a><x/></a><b>text <i>inner</i> more</b><c/></r>");
        cursor.nextElement();
        StringBuilder seen = new StringBuilder();

        // When
        while (cursor.nextChild(1)) {
            seen.append(cursor.localName());
            if (cursor.localName().equals("b")) {
                seen.append('=').append(cursor.text(7)).append(';');
            }
        }

        // Then
        assertThat(seen).hasToString("ab=text  m;c");
    }

    private static XmlElement read(String text) throws XmlException {
        XmlCursor cursor = cursor(text);
        cursor.nextElement();
        XmlElement element = cursor.element();
        assertThat(cursor.nextElement()).isFalse();
        return element;
    }

    private static XmlCursor cursor(String text) throws XmlException {
        return XmlCursor.over(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
