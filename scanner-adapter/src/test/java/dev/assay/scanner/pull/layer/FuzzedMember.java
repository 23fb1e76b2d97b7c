package dev.assay.scanner.pull.layer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** A piece of a tar archive as no tool writes it: most are well-formed by themselves, so that readers get far. */
@FunctionalInterface
interface FuzzedMember {
    void addTo(TestTar tar);

    static Arbitrary<FuzzedMember> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(60, entry()),
                Tuple.of(2, wrongSize()),
                Tuple.of(3, longName()),
                Tuple.of(5, pax()),
                Tuple.of(1, oldSparse()),
                Tuple.of(1, brokenHeader()),
                Tuple.of(
                        1,
                        Arbitraries.integers().between(1, 4).map(it -> tar -> tar.raw(new byte[it * TestTar.RECORD]))),
                Tuple.of(
                        1,
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(1200).map(it -> tar -> tar.raw(it))));
    }

    /** Few names, so that they meet often: each other, links, whiteouts, and what lies outside. */
    static Arbitrary<String> paths() {
        Arbitrary<String> steps = Arbitraries.frequency(
                Tuple.of(60, "a"),
                Tuple.of(60, "b"),
                Tuple.of(30, "c"),
                Tuple.of(4, ".."),
                Tuple.of(2, "."),
                Tuple.of(4, ""),
                Tuple.of(6, "canary"),
                Tuple.of(6, ".wh.a"),
                Tuple.of(1, ".wh.."),
                Tuple.of(1, ".wh..."),
                Tuple.of(4, ".wh..wh..opq"),
                Tuple.of(1, ".wh..wh.plnk"),
                Tuple.of(1, "\u00fc\n\u001b\u202e"),
                Tuple.of(1, "\u0000"),
                Tuple.of(1, "n".repeat(300)));
        return steps.list().ofMinSize(1).ofMaxSize(4).map(it -> String.join("/", it));
    }

    private static Arbitrary<FuzzedMember> entry() {
        return Combinators.combine(
                        types(), paths(), paths(), Arbitraries.integers().between(0, 07777), contents())
                .as((type, name, target, mode, content) ->
                        tar -> tar.entry(type, name, target, mode, type == '0' || type == '7' ? content : new byte[0]));
    }

    private static Arbitrary<Character> types() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.of('0', '0', '0', '0', '1', '2', '2', '5', '5', '5', '5')),
                Tuple.of(1, Arbitraries.of('3', '4', '6', '7', '\0', 'A', 'D', 'M', 'N', 'S', 'V', 'X')));
    }

    private static Arbitrary<byte[]> contents() {
        return Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.bytes().array(byte[].class).ofMaxSize(600)),
                Tuple.of(1, FuzzedLayer.evenly(40_000).map(byte[]::new)));
    }

    /** Says that it has more or less content than follows, up to numbers that no file has. */
    private static Arbitrary<FuzzedMember> wrongSize() {
        return Combinators.combine(types(), paths(), sizes(), contents())
                .as((type, name, size, content) ->
                        tar -> tar.raw(TestTar.header(type, utf8(name), utf8("a"), 0644, size))
                                .body(content));
    }

    private static Arbitrary<Long> sizes() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.longs().between(0, 2000)),
                Tuple.of(1, Arbitraries.of(-1L, 1L << 31, 1L << 33, 4L << 40, Long.MAX_VALUE, Long.MIN_VALUE)));
    }

    /** GNU's entries before an entry, which hold its name or its target. */
    private static Arbitrary<FuzzedMember> longName() {
        return Combinators.combine(
                        Arbitraries.of('L', 'K'),
                        paths(),
                        sizes(),
                        Arbitraries.integers().between(1, 40))
                .as((type, name, size, times) -> tar -> {
                    byte[] content = utf8((name + "/").repeat(times));
                    long stated = size % 3 == 0 ? content.length : size;
                    tar.raw(TestTar.header(type, utf8("././@LongLink"), new byte[0], 0, stated))
                            .body(content);
                });
    }

    /** POSIX' entries before one entry or before all: other names, sizes, and maps of sparse files. */
    private static Arbitrary<FuzzedMember> pax() {
        Arbitrary<String> keys = Arbitraries.of(
                "path",
                "linkpath",
                "size",
                "uid",
                "mtime",
                "SCHILY.realsize",
                "SCHILY.xattr.a",
                "GNU.sparse.size",
                "GNU.sparse.realsize",
                "GNU.sparse.name",
                "GNU.sparse.numblocks",
                "GNU.sparse.map",
                "GNU.sparse.offset",
                "GNU.sparse.numbytes",
                "GNU.sparse.major",
                "GNU.sparse.minor",
                "");
        Arbitrary<String> values = Arbitraries.oneOf(
                paths(),
                sizes().map(String::valueOf),
                Arbitraries.of("0,1", "1", "0", "1.0", "999999999999,1", "-1,-1", ""));
        Arbitrary<byte[]> records = Combinators.combine(
                        keys, values, Arbitraries.integers().between(-1, 8))
                .as(FuzzedMember::record)
                .list()
                .ofMaxSize(5)
                .map(FuzzedMember::joined);
        return Combinators.combine(Arbitraries.of('x', 'x', 'g', 'X'), records)
                .as((type, content) -> tar -> tar.entry(type, "pax", "", 0644, content));
    }

    /** @param wrong mostly 0: how much the stated length is off */
    private static byte[] record(String key, String value, int wrong) {
        int length = utf8(key).length + utf8(value).length + 3;
        length += String.valueOf(length + 2).length() + (wrong > 1 ? 0 : wrong);
        return utf8(length + " " + key + "=" + value + "\n");
    }

    private static Arbitrary<FuzzedMember> oldSparse() {
        return Combinators.combine(paths(), sizes(), sizes(), sizes(), contents())
                .as((name, offset, bytes, real, content) -> tar -> {
                    byte[] header = TestTar.header('S', utf8(name), new byte[0], 0644, content.length);
                    TestTar.number(header, 386, offset);
                    TestTar.number(header, 398, bytes);
                    TestTar.number(header, 483, real);
                    tar.raw(TestTar.withChecksum(header)).body(content);
                });
    }

    private static Arbitrary<FuzzedMember> brokenHeader() {
        return Combinators.combine(
                        paths(),
                        Arbitraries.integers().between(0, 511),
                        Arbitraries.bytes(),
                        Arbitraries.of(true, false))
                .as((name, at, value, isSummed) -> tar -> {
                    byte[] header = TestTar.header('0', utf8(name), new byte[0], 0644, 0);
                    header[at] = value;
                    tar.raw(isSummed ? TestTar.withChecksum(header) : header);
                });
    }

    private static byte[] joined(List<byte[]> parts) {
        byte[] all = new byte[0];
        for (byte[] part : parts) {
            int length = all.length;
            all = Arrays.copyOf(all, length + part.length);
            System.arraycopy(part, 0, all, length, part.length);
        }
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
