package dev.assay.gate.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.gate.policy.Policy;
import dev.assay.gate.policy.Waiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads policies strictly: a field that nobody knows, a value of the wrong type, a key that appears twice, an anchor's
 * alias are errors and never passed over, since a policy that isn't fully understood isn't understood.
 */
public final class PolicyReader {
    /** Of one file, in characters. */
    public static final int MAX_LENGTH = PolicyText.MAX_LENGTH;

    private static final String API_VERSION = ImageQualityPolicy.GROUP + "/" + ImageQualityPolicy.VERSION;

    /** What means nothing to the author of a policy: our packages, and advice on how to configure Jackson. */
    private static final Pattern OURS =
            Pattern.compile("dev\\.assay\\.(?:[a-z]+\\.)*|PolicyReader\\$|: disable .*| \\(but could .*|; use .*");

    private final YAMLMapper yaml;
    private final ObjectReader documents;
    private final ObjectReader specs;
    private final ObjectReader exceptionSpecs;

    public PolicyReader() {
        yaml = YAMLMapper.builder(
                        YAMLFactory.builder().loaderOptions(PolicyText.bounds()).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        yaml.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        documents = strict(yaml.readerFor(Document.class));
        JsonMapper json = JsonMapper.builder().build();
        specs = strict(json.readerFor(ImageQualityPolicySpec.class));
        exceptionSpecs = strict(json.readerFor(ImageQualityExceptionSpec.class));
    }

    /**
     * All policies of a YAML file, which may hold several documents; empty ones are passed over. There is at least one: a
     * file without any is more likely cut short than meant, and would lift what it denied.
     */
    public List<Policy> readFile(String text) throws BrokenPolicyException {
        PolicyText places = PolicyText.of(text);
        List<Policy> policies = new ArrayList<>();
        int document = 0;
        try (JsonParser parser = yaml.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    policies.add(policy(read(documents, parser, Document.class)));
                } else if (!parser.getText().isEmpty() && token != JsonToken.VALUE_NULL) {
                    throw new BrokenPolicyException("not a mapping of fields");
                }
                document++;
            }
        } catch (BrokenPolicyException e) {
            throw new BrokenPolicyException(places.placeOf(document, e.field()) + e.getMessage());
        } catch (IOException e) {
            throw new BrokenPolicyException(places.placeOf(document, "") + plain(String.valueOf(e.getMessage())));
        }
        if (policies.isEmpty()) {
            throw new BrokenPolicyException("1:1: holds no policy; delete the file to withdraw what it held");
        }
        return policies;
    }

    /** The policy of a custom resource, from its {@code spec} as JSON. */
    Policy readSpec(String name, String spec) throws BrokenPolicyException {
        try (JsonParser parser = specs.createParser(spec)) {
            return PolicyTranslation.compile(name, read(specs, parser, ImageQualityPolicySpec.class));
        } catch (IOException e) {
            throw new BrokenPolicyException("spec", plain(String.valueOf(e.getMessage())));
        }
    }

    /** The exception of a custom resource, from its {@code spec} as JSON. */
    Waiver readException(String namespace, String name, String spec) throws BrokenPolicyException {
        try (JsonParser parser = exceptionSpecs.createParser(spec)) {
            return ExceptionTranslation.translate(
                    namespace, name, read(exceptionSpecs, parser, ImageQualityExceptionSpec.class));
        } catch (IOException e) {
            throw new BrokenPolicyException("spec", plain(String.valueOf(e.getMessage())));
        }
    }

    private static Policy policy(Document document) throws BrokenPolicyException {
        if (!API_VERSION.equals(document.apiVersion) || !ImageQualityPolicy.KIND.equals(document.kind)) {
            throw new BrokenPolicyException("expected apiVersion " + API_VERSION + " and kind "
                    + ImageQualityPolicy.KIND + ", but found " + document.apiVersion + " and " + document.kind);
        }
        ImageQualityPolicySpec spec = document.spec;
        if (spec == null) {
            throw new BrokenPolicyException("spec", "missing");
        }
        String name = Optional.ofNullable(document.metadata).map(Metadata::name).orElse("");
        return PolicyTranslation.compile(name, spec);
    }

    private static <T> T read(ObjectReader reader, JsonParser parser, Class<T> type)
            throws BrokenPolicyException, IOException {
        try {
            return reader.readValue(parser, type);
        } catch (UnrecognizedPropertyException e) {
            String known = Optional.ofNullable(e.getKnownPropertyIds()).stream()
                    .flatMap(Collection::stream)
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new BrokenPolicyException(path(e), "no such field; there are " + known);
        } catch (JsonMappingException e) {
            throw new BrokenPolicyException(path(e), plain(e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            throw new BrokenPolicyException(plain(e.getOriginalMessage()));
        }
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(it -> it.getFieldName() == null ? "[" + it.getIndex() + "]" : "." + it.getFieldName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private static String plain(String text) {
        return OURS.matcher(text.lines().findFirst().orElse("")).replaceAll("");
    }

    private static ObjectReader strict(ObjectReader reader) {
        return reader.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
    }

    private record Document(
            @Nullable String apiVersion,
            @Nullable String kind,
            @Nullable Metadata metadata,
            @Nullable ImageQualityPolicySpec spec) {}

    /** Labels and annotations may be there, for whoever applies the file to a cluster. */
    private record Metadata(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
            String name,

            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> labels,
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> annotations) {}
}
