package dev.assay.cluster;

import com.github.benmanes.caffeine.cache.Interner;
import dev.assay.contract.annotation.DecodedAnnotation;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The annotations that are kept of one Image, in little room and read already, for where there are a hundred thousand. As a map it
 * has the very texts that it was made of. Immutable.
 */
public final class CompactAnnotations extends AbstractMap<String, String> {
    /** In characters. Own values are at most 2 KiB; nobody needs more to say how many findings there are. */
    public static final int MAX_READ = 16 * 1024;

    private static final QualityAnnotationCodec CODEC = new QualityAnnotationCodec();
    private static final Interner<Layout> LAYOUTS = Interner.newWeakInterner();

    private final ImageDigest digest;
    private final Layout layout;

    /** By key: a {@link KeptQuality} that its text can be made of again, a {@link Foreign}, a {@link KeptText}, or the text. */
    private final Object[] values;

    private CompactAnnotations(ImageDigest digest, Layout layout, Object[] values) {
        this.digest = digest;
        this.layout = layout;
        this.values = values;
    }

    /** Which keys an Image has: most have the same as many others. */
    private record Layout(List<String> keys, List<Optional<QualityAnnotationKey>> parsed) {
        static Layout of(Set<String> keys) {
            return new Layout(
                    List.copyOf(keys),
                    keys.stream().map(QualityAnnotationKey::parse).toList());
        }
    }

    /** What can be read, and was written in another way than Assay writes. */
    private record Foreign(String text, KeptQuality quality) {}

    /** @param digest of the Image */
    static CompactAnnotations of(ImageDigest digest, Map<String, String> annotations) {
        Map<String, String> sorted = new TreeMap<>(annotations);
        Layout layout = LAYOUTS.intern(Layout.of(sorted.keySet()));
        List<Object> values = new ArrayList<>();
        sorted.forEach((key, text) ->
                values.add(layout.parsed().get(values.size()).isPresent() ? quality(digest, text) : kept(text)));
        return new CompactAnnotations(digest, layout, values.toArray());
    }

    /**
     * The quality annotations.
     *
     * @param readable hears of each that can be read; it needs {@link #common()} to be made whole again
     * @param others hears of the texts of the others
     */
    public void forEachQuality(
            BiConsumer<QualityAnnotationKey, KeptQuality> readable, BiConsumer<QualityAnnotationKey, String> others) {
        for (int i = 0; i < values.length; i++) {
            Optional<QualityAnnotationKey> key = layout.parsed().get(i);
            if (key.isPresent() && values[i] instanceof KeptQuality quality) {
                readable.accept(key.get(), quality);
            } else if (key.isPresent() && values[i] instanceof Foreign foreign) {
                readable.accept(key.get(), foreign.quality());
            } else if (key.isPresent()) {
                others.accept(key.get(), text(values[i]));
            }
        }
    }

    /** What {@link KeptQuality#annotation} needs. */
    public String common() {
        return digest.value();
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        int index = layout.keys().indexOf(key);
        return index < 0 ? null : text(values[index]);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return layout.keys().contains(key);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return IntStream.range(0, values.length)
                .mapToObj(it -> Map.entry(layout.keys().get(it), text(values[it])))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other instanceof CompactAnnotations it && digest.equals(it.digest)) {
            return layout.equals(it.layout) && Arrays.equals(values, it.values);
        }
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private String text(Object value) {
        if (value instanceof KeptQuality quality) {
            return CODEC.encode(quality.annotation(digest.value()));
        }
        return value instanceof Foreign foreign ? foreign.text() : value.toString();
    }

    private static Object quality(ImageDigest digest, String text) {
        if (text.length() > MAX_READ || !(CODEC.decode(text) instanceof DecodedAnnotation.Readable readable)) {
            return text;
        }
        QualityAnnotation annotation = readable.annotation();
        KeptQuality kept = KeptQuality.of(annotation, digest.value());
        return readable.repairs().isEmpty() && isWritten(annotation, text) ? kept : new Foreign(text, kept);
    }

    private static boolean isWritten(QualityAnnotation annotation, String text) {
        try {
            return CODEC.encode(annotation).equals(text);
        } catch (IllegalArgumentException unwritable) {
            return false;
        }
    }

    private static Object kept(String text) {
        return KeptText.of(text).<Object>map(it -> it).orElse(text);
    }
}
