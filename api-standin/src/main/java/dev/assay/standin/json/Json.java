package dev.assay.standin.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads and writes JSON, and the YAML that stands for it. */
public final class Json {
    /** No API object is nested deeper than this, and every recursion over one fits a thread's stack. */
    private static final int MAX_DEPTH = 200;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper YAML = new YAMLMapper();

    private Json() {}

    /** @throws IOException when it is not exactly one JSON value, or names a member twice */
    public static JsonNode parse(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    /** @throws IOException when it is not YAML */
    public static JsonNode parseYaml(byte[] yaml) throws IOException {
        return YAML.readTree(yaml);
    }

    /** All documents of a YAML file; empty ones are left out. @throws IOException when it is not YAML */
    public static List<JsonNode> parseYamlDocuments(byte[] yaml) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll().stream()
                    .filter(JsonNode::isContainerNode)
                    .toList();
        }
    }

    /** Reads back what {@link #write} wrote. */
    public static ObjectNode read(byte[] json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("The stand-in cannot read what it stored itself", e);
        }
    }

    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The stand-in cannot write a JSON tree", e);
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The member of that name where it is an object, else an empty object that is not part of {@code parent}. */
    public static ObjectNode child(JsonNode parent, String name) {
        return parent.get(name) instanceof ObjectNode child ? child : object();
    }

    /** The text at that member; empty where it is absent or no string. */
    public static String text(JsonNode parent, String name) {
        JsonNode value = parent.get(name);
        return value != null && value.isTextual() ? value.textValue() : "";
    }
}
