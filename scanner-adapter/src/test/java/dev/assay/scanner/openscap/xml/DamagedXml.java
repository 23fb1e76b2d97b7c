package dev.assay.scanner.openscap.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Documents that were right once: pieces are missing, twice there, or in the place of others. */
public final class DamagedXml {
    private DamagedXml() {}

    public static Arbitrary<byte[]> of(String document) {
        byte[] whole = document.getBytes(StandardCharsets.UTF_8);
        return Arbitraries.frequencyOf(
                Tuple.of(8, damages(whole).list().ofMinSize(1).ofMaxSize(3).map(it -> applied(whole, it))),
                Tuple.of(1, Arbitraries.integers().between(0, whole.length).map(it -> Arrays.copyOf(whole, it))),
                Tuple.of(1, encodings().map(it -> (it + document).getBytes(StandardCharsets.UTF_8))),
                Tuple.of(1, Arbitraries.just(document.getBytes(StandardCharsets.UTF_16))),
                Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(300)));
    }

    private record Damage(int at, int length, byte[] inPlace) {}

    private static Arbitrary<Damage> damages(byte[] whole) {
        Arbitrary<byte[]> piece = Combinators.combine(
                        Arbitraries.integers().between(0, whole.length - 1), Arbitraries.integers().between(0, 200))
                .as((from, length) -> Arrays.copyOfRange(whole, from, Math.min(whole.length, from + length)));
        return Combinators.combine(
                        Arbitraries.integers().between(0, whole.length - 1),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(0)),
                                Tuple.of(3, Arbitraries.integers().between(1, 60))),
                        Arbitraries.frequencyOf(Tuple.of(2, words()), Tuple.of(2, piece), Tuple.of(1, Arbitraries.just(new byte[0]))))
                .as(Damage::new);
    }

    private static Arbitrary<byte[]> words() {
        return Arbitraries.of(
                        "<", ">", "/>", "</a>", "<a>", "\"", "'", "&", "&lt;", "&x;", "&#0;", "&#x110000;", "]]>", "<![CDATA[",
                        "<!--", "-->", "<?xml", "<?p ?>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "xmlns=''", " xmlns:a='b'", "a:b",
                        " result='maybe'", "\u0000", "\ufffe", "\u202e", "\ud83d\ude00", "<a>".repeat(250), "a".repeat(5000),
                        attributes())
                .map(it -> it.getBytes(StandardCharsets.UTF_8));
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

    private static byte[] applied(byte[] whole, List<Damage> damages) {
        byte[] all = whole;
        for (Damage it : damages) {
            int at = Math.min(it.at, all.length);
            int behind = Math.min(all.length, at + it.length);
            byte[] next = Arrays.copyOf(all, at + it.inPlace.length + all.length - behind);
            System.arraycopy(it.inPlace, 0, next, at, it.inPlace.length);
            System.arraycopy(all, behind, next, at + it.inPlace.length, all.length - behind);
            all = next;
        }
        return all;
    }
}
