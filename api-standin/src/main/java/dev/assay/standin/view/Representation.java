package dev.assay.standin.view;

import dev.assay.standin.answer.ApiFailure;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a client wants objects to look.
 *
 * @param metaVersion which version of the group meta.k8s.io describes metadata and tables
 */
public record Representation(Kind kind, String metaVersion) {
    private static final Set<String> JSON_RANGES = Set.of("application/json", "application/*", "*/*");

    /** The values of the Accept header's parameter {@code as}; the first is for its absence. */
    public enum Kind {
        FULL,
        PARTIAL_OBJECT_METADATA,
        PARTIAL_OBJECT_METADATA_LIST,
        TABLE
    }

    /**
     * Picks the clause of an Accept header that a client prefers among those that can be served.
     *
     * @param accept empty for a client that takes anything
     * @param list whether the answer is a list, as opposed to an object or a stream of them
     */
    public static Representation negotiate(String accept, boolean list) {
        if (accept.isBlank()) {
            return new Representation(Kind.FULL, "v1");
        }
        Representation chosen = Arrays.stream(accept.split(",", -1))
                .map(Clause::parse)
                .sorted(Comparator.comparingDouble((Clause clause) -> -clause.quality()))
                .flatMap(clause -> clause.representation().stream())
                .findFirst()
                .orElseThrow(() -> ApiFailure.notAcceptable(
                        "only application/json can be served, also as Table or PartialObjectMetadata, not " + accept));
        Kind unfit = list ? Kind.PARTIAL_OBJECT_METADATA : Kind.PARTIAL_OBJECT_METADATA_LIST;
        if (chosen.kind == unfit) {
            throw ApiFailure.notAcceptable(
                    list
                            ? "PartialObjectMetadata was asked for, but the answer is a list"
                            : "PartialObjectMetadataList was asked for, but the answer is no list");
        }
        return chosen;
    }

    private record Clause(String range, Map<String, String> parameters, double quality) {
        static Clause parse(String text) {
            List<String> parts =
                    Arrays.stream(text.split(";", -1)).map(String::strip).toList();
            Map<String, String> parameters = parts.stream()
                    .skip(1)
                    .map(part -> part.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[pair.length - 1], (before, next) -> next));
            return new Clause(
                    parts.isEmpty() ? "" : parts.get(0), parameters, quality(parameters.getOrDefault("q", "1")));
        }

        Optional<Representation> representation() {
            if (!JSON_RANGES.contains(range) || quality <= 0) {
                return Optional.empty();
            }
            String as = parameters.getOrDefault("as", "");
            if (as.isEmpty()) {
                return Optional.of(new Representation(Kind.FULL, "v1"));
            }
            String version = parameters.getOrDefault("v", "");
            if (!"meta.k8s.io".equals(parameters.get("g"))
                    || !Set.of("v1", "v1beta1").contains(version)) {
                return Optional.empty();
            }
            return kind(as).map(kind -> new Representation(kind, version));
        }

        private static Optional<Kind> kind(String as) {
            return switch (as) {
                case "PartialObjectMetadata" -> Optional.of(Kind.PARTIAL_OBJECT_METADATA);
                case "PartialObjectMetadataList" -> Optional.of(Kind.PARTIAL_OBJECT_METADATA_LIST);
                case "Table" -> Optional.of(Kind.TABLE);
                default -> Optional.empty();
            };
        }

        private static double quality(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }
}
