package dev.assay.scanner.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** Reads JSON of strangers: bounded in depth, and in the length of names, numbers and texts. */
public final class BoundedJson {
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNameLength(1_000)
                            .maxNumberLength(100)
                            .maxStringLength(100_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private BoundedJson() {}

    /** @throws UnreadableNotificationException when it isn't one JSON object */
    public static JsonNode object(byte[] body) throws UnreadableNotificationException {
        try {
            JsonNode tree = READER.readTree(body);
            if (tree == null || !tree.isObject()) {
                throw new UnreadableNotificationException("the body is not a JSON object");
            }
            return tree;
        } catch (IOException e) {
            throw new UnreadableNotificationException("the body is not JSON, or JSON beyond all bounds");
        }
    }

    /** The text at {@code path}; empty when there is nothing, or something else than text. */
    static Optional<String> text(JsonNode node, String path) {
        JsonNode found = node.at(path);
        return found.isTextual() ? Optional.of(found.textValue()) : Optional.empty();
    }
}
