package dev.assay.scanner.openscap.xml;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Documents that were right once: pieces are missing, twice there, or in the place of others. */
public final class DamagedXml {
    private DamagedXml() {}

    public static Arbitrary<byte[]> of(String document) {
        String whole = asBytes(document);
        return Arbitraries.frequencyOf(
                        Tuple.of(
                                8,
                                damages(whole).list().ofMinSize(1).ofMaxSize(3).map(it -> applied(whole, it))),
                        Tuple.of(
                                1,
                                Arbitraries.integers()
                                        .between(0, whole.length())
                                        .map(it -> whole.substring(0, it))),
                        Tuple.of(1, encodings().map(it -> it + whole)),
                        Tuple.of(1, Arbitraries.just(inLatin1(document.getBytes(StandardCharsets.UTF_16)))),
                        Tuple.of(
                                1,
                                Arbitraries.bytes()
                                        .array(byte[].class)
                                        .ofMaxSize(300)
                                        .map(DamagedXml::inLatin1)))
                .map(it -> it.getBytes(StandardCharsets.ISO_8859_1));
    }

    private record Damage(int at, int length, String inPlace) {}

    private static Arbitrary<Damage> damages(String whole) {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, whole.length() - 1);
        Arbitrary<String> piece = Combinators.combine(
                        places, Arbitraries.integers().between(0, 200))
                .as((from, length) -> whole.substring(from, Math.min(whole.length(), from + length)));
        return Combinators.combine(
                        places,
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(0)),
                                Tuple.of(3, Arbitraries.integers().between(1, 60))),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, words()), Tuple.of(2, piece), Tuple.of(1, Arbitraries.just(""))))
                .as(Damage::new);
    }

    private static Arbitrary<String> words() {
        return Arbitraries.of(
                        "<",
                        ">",
                        "/>",
                        "</a>",
                        "<a>",
                        "\"",
                        "'",
                        "&",
                        "&lt;",
                        "&x;",
                        "&#0;",
                        "&#x110000;",
                        "]]>",
                        "<![CDATA[",
                        "<!--",
                        "-->",
                        "<?xml",
                        "<?p ?>",
                        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
                        "xmlns=''",
                        " xmlns:a='b'",
                        "a:b",
                        " result='maybe'",
                        "\u0000",
                        "\ufffe",
                        "\u202e",
                        "\ud83d\ude00",
                        "<a>".repeat(250),
                        "a".repeat(5000),
                        attributes())
                .map(DamagedXml::asBytes);
    }

    private static String attributes() {
        StringBuilder many = new StringBuilder("<a");
        for (int i = 0; i < 11_000; i++) {
            many.append(" a").append(i).append("=''");
        }
        return many.append("/>").toString();
    }

    private static Arbitrary<String> encodings() {
        return Arbitraries.of("UTF-16", "UTF-32", "US-ASCII", "ISO-8859-1", "IBM037", "none", "", "UTF-8\u0000", "../x")
                .map(it -> "<?xml version='1.0' encoding='" + it + "'?>");
    }

    private static String applied(String whole, List<Damage> damages) {
        StringBuilder all = new StringBuilder(whole);
        for (Damage it : damages) {
            int at = Math.min(it.at, all.length());
            all.replace(at, Math.min(all.length(), at + it.length), it.inPlace);
        }
        return all.toString();
    }

    /** A character for each byte, so that damage may break a character in two. */
    private static String asBytes(String text) {
        return inLatin1(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String inLatin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
