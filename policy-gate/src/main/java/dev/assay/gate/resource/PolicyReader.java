package dev.assay.gate.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.gate.policy.Policy;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;

/**
 * Reads policies strictly: a field that nobody knows, a value of the wrong type, a key that appears twice, an anchor's
 * alias are errors and never passed over, since a policy that isn't fully understood isn't understood.
 */
public final class PolicyReader {
    /** Of one file, in characters. */
    public static final int MAX_LENGTH = 256 * 1024;

    /** Of one file. */
    static final int MAX_DOCUMENTS = 64;

    private static final int MAX_NESTING = 20;
    private static final String API_VERSION = ImageQualityPolicy.GROUP + "/" + ImageQualityPolicy.VERSION;

    private final ObjectReader documents;
    private final ObjectReader specs;

    public PolicyReader() {
        YAMLMapper yaml = YAMLMapper.builder(
                        YAMLFactory.builder().loaderOptions(bounds()).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        yaml.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        documents = strict(yaml.readerFor(Document.class));
        specs = strict(JsonMapper.builder().build().readerFor(ImageQualityPolicySpec.class));
    }

    /** All policies of a YAML file, which may hold several documents; empty ones are passed over. */
    public List<Policy> readFile(String text) throws BrokenPolicyException {
        checkEvents(text);
        List<Policy> policies = new ArrayList<>();
        try (MappingIterator<@Nullable Document> all = documents.readValues(text)) {
            while (all.hasNextValue()) {
                Document document = all.nextValue();
                if (document != null) {
                    policies.add(policy(document));
                }
            }
        } catch (JsonProcessingException e) {
            throw new BrokenPolicyException(describe(e));
        } catch (IOException e) {
            throw new BrokenPolicyException(String.valueOf(e.getMessage()));
        }
        return policies;
    }

    /** The policy of a custom resource, from its {@code spec} as JSON. */
    Policy readSpec(String name, String spec) throws BrokenPolicyException {
        try {
            ImageQualityPolicySpec read = specs.readValue(spec);
            return PolicyTranslation.compile(name, read);
        } catch (JsonProcessingException e) {
            throw new BrokenPolicyException("spec: " + describe(e));
        }
    }

    private static Policy policy(Document document) throws BrokenPolicyException {
        if (!API_VERSION.equals(document.apiVersion) || !ImageQualityPolicy.KIND.equals(document.kind)) {
            throw new BrokenPolicyException("expected apiVersion " + API_VERSION + " and kind "
                    + ImageQualityPolicy.KIND + ", but found " + document.apiVersion + " and " + document.kind);
        }
        String name = Optional.ofNullable(document.metadata).map(Metadata::name).orElse("");
        ImageQualityPolicySpec spec = document.spec;
        if (spec == null) {
            throw new BrokenPolicyException("policy '" + name + "': spec: missing");
        }
        try {
            return PolicyTranslation.compile(name, spec);
        } catch (BrokenPolicyException e) {
            throw new BrokenPolicyException("policy '" + name + "': " + e.getMessage());
        }
    }

    /**
     * Jackson reads an alias as the text of its name and an anchor not at all, which is a wrong policy rather than a bomb;
     * nobody needs them here.
     */
    private static void checkEvents(String text) throws BrokenPolicyException {
        if (text.length() > MAX_LENGTH) {
            throw new BrokenPolicyException("longer than " + MAX_LENGTH + " characters; split the file");
        }
        int starts = 0;
        try {
            for (Event event : new Yaml(bounds()).parse(new StringReader(text))) {
                if (event.is(Event.ID.Alias)) {
                    throw new BrokenPolicyException(
                            place(event.getStartMark()) + "aliases are not allowed; write it out");
                }
                if (event.is(Event.ID.DocumentStart) && ++starts > MAX_DOCUMENTS) {
                    throw new BrokenPolicyException("more than " + MAX_DOCUMENTS + " documents; split the file");
                }
            }
        } catch (MarkedYAMLException e) {
            throw new BrokenPolicyException(place(e.getProblemMark()) + e.getProblem());
        } catch (YAMLException e) {
            throw new BrokenPolicyException(firstLine(String.valueOf(e.getMessage())));
        }
    }

    private static String place(@Nullable Mark mark) {
        return mark == null ? "" : (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) + ": ";
    }

    private static String describe(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        String place = location == null ? "" : location.getLineNr() + ":" + location.getColumnNr() + ": ";
        String field = e instanceof JsonMappingException it ? path(it) : "";
        return place + (field.isEmpty() ? "" : field + ": ") + firstLine(e.getOriginalMessage());
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(it -> it.getFieldName() == null ? "[" + it.getIndex() + "]" : "." + it.getFieldName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }

    /** Jackson names our classes in some messages; they mean nothing to the author of a policy. */
    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").replaceAll("\\(class [^)]*\\), ", "");
    }

    private static ObjectReader strict(ObjectReader reader) {
        return reader.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
    }

    private static LoaderOptions bounds() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_LENGTH);
        options.setNestingDepthLimit(MAX_NESTING);
        options.setMaxAliasesForCollections(0);
        return options;
    }

    private record Document(
            @Nullable String apiVersion,
            @Nullable String kind,
            @Nullable Metadata metadata,
            @Nullable ImageQualityPolicySpec spec) {}

    /** Labels and annotations may be there, for whoever applies the file to a cluster. */
    private record Metadata(
            @JsonProperty(required = true) String name,
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> labels,
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> annotations) {}
}
