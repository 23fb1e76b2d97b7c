package dev.assay.scanner.openscap.xml;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
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
                        Tuple.of(1, evenly(whole.length()).map(it -> whole.substring(0, it))),
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
        Arbitrary<Integer> places = places(whole);
        Arbitrary<String> piece = Combinators.combine(places, places)
                .as((one, other) ->
                        whole.substring(Math.min(one, other), Math.min(whole.length(), Math.max(one, other))));
        Arbitrary<Integer> lengths =
                Combinators.combine(places, places).as((one, other) -> Math.min(Math.abs(one - other), 60));
        return Combinators.combine(
                        places,
                        Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(0)), Tuple.of(2, lengths)),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, words()), Tuple.of(2, piece), Tuple.of(1, Arbitraries.just(""))))
                .as(Damage::new);
    }

    /** Mostly where markup begins or ends, since a document that is torn elsewhere is seldom read far. */
    private static Arbitrary<Integer> places(String whole) {
        List<Integer> borders = IntStream.range(1, whole.length())
                .filter(it -> "<'".indexOf(whole.charAt(it)) >= 0 || ">'".indexOf(whole.charAt(it - 1)) >= 0)
                .boxed()
                .toList();
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(borders)), Tuple.of(1, evenly(whole.length() - 1)));
    }

    /** Without the usual liking for small numbers, which would leave the end of every document as it was. */
    private static Arbitrary<Integer> evenly(int most) {
        return Arbitraries.integers().between(0, most).withDistribution(RandomDistribution.uniform());
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
                        "maybe",
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
        List<Damage> lastFirst = damages.stream()
                .sorted(Comparator.comparing(Damage::at).reversed())
                .toList();
        for (Damage it : lastFirst) {
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
