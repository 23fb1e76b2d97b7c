package dev.assay.cluster;

import com.github.benmanes.caffeine.cache.Interner;
import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.failure.FailureReason;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A quality annotation in little room: what many have in common is there once. Two are equal when their annotations are.
 * Immutable.
 */
public final class KeptQuality {
    private static final Interner<Shape> SHAPES = Interner.newWeakInterner();
    private static final Interner<Place> PLACES = Interner.newWeakInterner();
    private static final Interner<String> TEXTS = Interner.newWeakInterner();

    private final Shape shape;
    private final @Nullable String description;
    private final @Nullable Place reference;
    private final String[] data;
    private final long second;
    private final int nano;

    private KeptQuality(QualityAnnotation annotation, Optional<Place> reference) {
        this.shape = SHAPES.intern(Shape.of(annotation));
        this.description = annotation.description().map(TEXTS::intern).orElse(null);
        this.reference = reference.orElse(null);
        this.data =
                annotation.summary().stream().map(it -> TEXTS.intern(it.data())).toArray(String[]::new);
        Instant time = annotation.timestamp();
        this.second = time.getEpochSecond();
        this.nano = time.getNano();
    }

    /** @param common a text that is to be expected in the address of its report, such as the image's digest; may be empty */
    public static KeptQuality of(QualityAnnotation annotation, String common) {
        return new KeptQuality(annotation, annotation.reference().map(it -> PLACES.intern(Place.of(it, common))));
    }

    /** All but the numbers, the time, the description and the report's address. */
    private record Shape(
            String name,
            Optional<String> scannerVersion,
            Compliance compliance,
            Optional<FailureReason> failure,
            List<Line> lines) {
        static Shape of(QualityAnnotation annotation) {
            return new Shape(
                    annotation.name(),
                    annotation.scannerVersion(),
                    annotation.compliance(),
                    annotation.failure(),
                    annotation.summary().stream()
                            .map(it -> new Line(
                                    it.label(),
                                    it.severityIndex(),
                                    it.reference().map(URI::toString)))
                            .toList());
        }
    }

    /**
     * A {@link SummaryItem} without its data.
     *
     * @param reference as a text: two URIs are equal that are written in different ways
     */
    private record Line(String label, Optional<SeverityIndex> severityIndex, Optional<String> reference) {}

    /**
     * An address around a text that is elsewhere.
     *
     * @param after absent when that text is not in it
     */
    private record Place(String before, Optional<String> after) {
        static Place of(URI address, String common) {
            String text = address.toString();
            int start = common.isEmpty() ? -1 : text.indexOf(common);
            return start < 0
                    ? new Place(text, Optional.empty())
                    : new Place(text.substring(0, start), Optional.of(text.substring(start + common.length())));
        }

        URI around(String common) {
            return URI.create(after.map(it -> before + common + it).orElse(before));
        }
    }

    public String name() {
        return shape.name();
    }

    public Instant timestamp() {
        return Instant.ofEpochSecond(second, nano);
    }

    public Optional<String> scannerVersion() {
        return shape.scannerVersion();
    }

    public Compliance compliance() {
        return shape.compliance();
    }

    public Optional<FailureReason> failure() {
        return shape.failure();
    }

    public List<SummaryItem> summary() {
        List<SummaryItem> items = new ArrayList<>(data.length);
        for (int i = 0; i < data.length; i++) {
            Line line = shape.lines().get(i);
            items.add(new SummaryItem(
                    line.label(),
                    data[i],
                    line.severityIndex(),
                    line.reference().map(URI::create)));
        }
        return items;
    }

    /** @param common as it was made with */
    public QualityAnnotation annotation(String common) {
        return new QualityAnnotation(
                name(),
                timestamp(),
                Optional.ofNullable(description),
                Optional.ofNullable(reference).map(it -> it.around(common)),
                scannerVersion(),
                compliance(),
                summary(),
                failure());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeptQuality it
                && shape.equals(it.shape)
                && Optional.ofNullable(description).equals(Optional.ofNullable(it.description))
                && Optional.ofNullable(reference).equals(Optional.ofNullable(it.reference))
                && Arrays.equals(data, it.data)
                && second == it.second
                && nano == it.nano;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(second) * 31 + Arrays.hashCode(data);
    }
}
