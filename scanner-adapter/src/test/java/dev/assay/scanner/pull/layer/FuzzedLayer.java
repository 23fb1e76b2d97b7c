package dev.assay.scanner.pull.layer;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * A layer as a registry would have it, with damage to the archive and to what it is compressed to.
 *
 * @param tail behind the end of what is compressed, a character for each byte
 * @param kept per mille of the blob that is left
 */
record FuzzedLayer(
        List<FuzzedMember> members,
        boolean isEnded,
        List<Damage> damage,
        Packing packing,
        List<Damage> damageOfBlob,
        String tail,
        int kept) {
    /** How an archive is compressed. */
    enum Packing {
        NONE,
        GZIP,
        GZIP_IN_MEMBERS,
        ZSTD,
        ZSTD_IN_FRAMES;

        byte[] pack(byte[] tar) {
            int half = tar.length / 2;
            byte[] first = Arrays.copyOf(tar, half);
            byte[] second = Arrays.copyOfRange(tar, half, tar.length);
            return switch (this) {
                case NONE -> tar;
                case GZIP -> ExtractionBed.gzipped(tar);
                case GZIP_IN_MEMBERS -> joined(ExtractionBed.gzipped(first), ExtractionBed.gzipped(second));
                case ZSTD -> Zstd.compress(tar);
                case ZSTD_IN_FRAMES -> joined(Zstd.compress(first), Zstd.compress(second));
            };
        }
    }

    /** One byte that is another. */
    record Damage(int at, byte value) {
        void applyTo(byte[] bytes) {
            if (bytes.length > 0) {
                bytes[at % bytes.length] = value;
            }
        }
    }

    static Arbitrary<FuzzedLayer> any() {
        return Combinators.combine(
                        FuzzedMember.any().list().ofMaxSize(8),
                        Arbitraries.frequency(Tuple.of(20, true), Tuple.of(1, false)),
                        rarely(damages()),
                        Arbitraries.of(Packing.values()),
                        rarely(damages()),
                        rarelySome(),
                        Arbitraries.frequencyOf(Tuple.of(30, Arbitraries.just(1000)), Tuple.of(1, evenly(999))))
                .as(FuzzedLayer::new);
    }

    byte[] tar() {
        TestTar tar = new TestTar();
        members.forEach(it -> it.addTo(tar));
        byte[] bytes = isEnded ? tar.end() : tar.withoutEnd();
        damage.forEach(it -> it.applyTo(bytes));
        return bytes;
    }

    byte[] blob(byte[] tar) {
        byte[] blob = joined(packing.pack(tar), tail.getBytes(StandardCharsets.ISO_8859_1));
        byte[] left = Arrays.copyOf(blob, (int) (blob.length * (long) kept / 1000));
        damageOfBlob.forEach(it -> it.applyTo(left));
        return left;
    }

    /** What a failure is shown with. */
    @Override
    public String toString() {
        return packing + " " + Base64.getEncoder().encodeToString(blob(tar()));
    }

    private static Arbitrary<List<Damage>> damages() {
        return Combinators.combine(evenly(20_000), Arbitraries.bytes())
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** Without the usual liking for small numbers. */
    static Arbitrary<Integer> evenly(int most) {
        return Arbitraries.integers().between(0, most).withDistribution(RandomDistribution.uniform());
    }

    private static <T> Arbitrary<List<T>> rarely(Arbitrary<List<T>> some) {
        return Arbitraries.frequencyOf(Tuple.of(20, Arbitraries.just(List.of())), Tuple.of(1, some));
    }

    private static Arbitrary<String> rarelySome() {
        Arbitrary<String> some = Arbitraries.strings()
                .withCharRange('\0', '\u00ff')
                .ofMinLength(1)
                .ofMaxLength(600);
        return Arbitraries.frequencyOf(Tuple.of(30, Arbitraries.just("")), Tuple.of(1, some));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
