package dev.assay.scanner.planner;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.contract.image.ImageDigest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Optional;

/**
 * In which trace an image was last heard of, until it is asked for: hints are merged and wait in lanes, where nothing of
 * where they came from is kept. Losing one costs a trace, nothing else. Thread-safe.
 */
final class Traces {
    private static final int MAX_IMAGES = 10_000;
    private static final Duration LIFE = Duration.ofHours(1);

    private final Cache<ImageDigest, Context> contexts =
            Caffeine.newBuilder().maximumSize(MAX_IMAGES).expireAfterWrite(LIFE).build();

    void remember(ImageDigest digest, Context context) {
        if (Span.fromContext(context).getSpanContext().isSampled()) {
            contexts.put(digest, context);
        }
    }

    /** A context without a trace where none is known. */
    Context of(ImageDigest digest) {
        return Optional.ofNullable(contexts.getIfPresent(digest)).orElseGet(Context::root);
    }
}
