package dev.assay.testbed.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StanzasTest {
    @Test
    void shouldReadParagraphsWithTheirContinuationLines() throws IOException {
        // Given
        String text = """
                Package: openssl
                Version: 3.0.22-1~deb12u2
                Description: toolkit
                 first line
                 .
                \tsecond line


                Package: libssl3
                Source: openssl (3.0.22-1)
                VERSION: 3.0.22-1~deb12u2
                Size: 2039888
                """;

        // When
        List<Stanza> stanzas = read(text);

        // Then
        assertThat(stanzas).hasSize(2);
        assertThat(stanzas.get(0).field("Description")).hasValue("toolkit\n first line\n .\n\tsecond line");
        assertThat(stanzas.get(0).sourceName()).hasValue("openssl");
        assertThat(stanzas.get(1).sourceName()).hasValue("openssl");
        assertThat(stanzas.get(1).version()).hasValue("3.0.22-1~deb12u2");
        assertThat(stanzas.get(1).size()).hasValue(2039888L);
    }

    @Test
    void shouldKeepTheFirstOfTwoFieldsAndSkipLinesThatBelongToNone() throws IOException {
        // Given
        String text = " lost\nno colon here\n: no name\nPackage: first\nPackage: second\n continued\nVersion: 1\n";

        // When
        List<Stanza> stanzas = read(text);

        // Then
        assertThat(stanzas).hasSize(1);
        assertThat(stanzas.get(0).packageName()).hasValue("first");
        assertThat(stanzas.get(0).version()).hasValue("1");
    }

    @Test
    void shouldRefuseAParagraphWithoutEnd() {
        // Given
        String text = "Package: a\n" + " x".repeat(1 << 20);

        // When, Then
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class).hasMessageContaining("larger than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "x", "-rf", "../up", "open ssl", "a\u0000b", "openssl</name>"})
    void shouldNotTakeAnythingForAPackageName(String name) throws IOException {
        // When
        List<Stanza> stanzas = read("Package: " + name + "\nVersion: 1\n");

        // Then
        assertThat(stanzas.get(0).packageName()).isEmpty();
        assertThat(stanzas.get(0).sourceName()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "-1", "1 2", "1:2:<3>", ":1", "1&amp;", "9999999999:1"})
    void shouldNotTakeAnythingForAVersion(String version) throws IOException {
        // When
        List<Stanza> stanzas = read("Package: openssl\nVersion: " + version + "\nSize: many\n");

        // Then
        assertThat(stanzas.get(0).version()).isEmpty();
        assertThat(stanzas.get(0).size()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "1:2.3+really2.2-1~bpo12+1", "22.01+really26.02+dfsg-0+deb12u1", "2:8.39-15"})
    void shouldTakeTheVersionsThatDebianHas(String version) throws IOException {
        // When
        List<Stanza> stanzas = read("Package: openssl\nVersion: " + version + "\n");

        // Then
        assertThat(stanzas.get(0).version()).hasValue(version);
    }

    private static List<Stanza> read(String text) throws IOException {
        List<Stanza> stanzas = new ArrayList<>();
        Stanzas.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), stanzas::add);
        return stanzas;
    }
}
