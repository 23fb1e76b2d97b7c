package dev.assay.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.json.ContractJson;
import dev.assay.contract.verdict.Decision;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {
    private static final EventCodec CODEC = new EventCodec(URI.create("/assay/test"));
    private static final ObjectMapper MAPPER = ContractJson.newMapper();

    static Stream<CloudEvent> events() {
        return Stream.of(
                CODEC.encode(Samples.imageEvent()),
                CODEC.encode(Samples.scanRequest()),
                CODEC.encode(Samples.scanCompleted()),
                CODEC.encode(Samples.scanFailed()),
                CODEC.encode(Samples.verdict()),
                CODEC.encode(Samples.announcement()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldValidateWhatIsSent(CloudEvent event) {
        assertThat(SchemaValidator.problems(schemaOf(event), data(event))).isEmpty();
    }

    @Test
    void shouldHaveASampleOfEveryType() {
        assertThat(events().map(CloudEvent::getType))
                .containsExactlyInAnyOrder(
                        Arrays.stream(EventType.values()).map(EventType::type).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldRefuseAnEventThatLacksAField(CloudEvent event) throws IOException {
        JsonNode whole = MAPPER.readTree(data(event));
        for (String field : (Iterable<String>) whole::fieldNames) {
            if (Set.of("attempt", "earlierResult", "exceptions").contains(field)) {
                continue; // absent it is the first, and there is or are none
            }
            String lacking = ((ObjectNode) whole.deepCopy()).without(field).toString();
            assertThat(SchemaValidator.problems(schemaOf(event), lacking))
                    .as("without %s", field)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldTakeWhatALaterVersionAdds(CloudEvent event) {
        assertThat(SchemaValidator.problems(schemaOf(event), data(event).replaceFirst("\\{", "{\"later\":1,")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0 | "PUSHED"                   | "EATEN"
            0 | "2030-05-04T03:02:01Z"     | "2030-05-04"
            0 | "registry.test:5000/team/  | "registry test/team/
            1 | ["vulnerability.openscap"] | []
            1 | ["vulnerability.openscap"] | ["vulnerability.OpenSCAP"]
            1 | ["vulnerability.openscap"] | ["beauty.openscap"]
            1 | @sha256:                   | @sha512:
            1 | "openscap"                 | "Open SCAP"
            1 | "attempt":2                | "attempt":0
            3 | "attempt":2                | "attempt":"2"
            3 | "2030-05-03T03:02:01Z"     | "yesterday"
            2 | "completed"                | "failed"
            2 | "severityIndex":3          | "severityIndex":4
            2 | "severityIndex":3          | "severityIndex":"3"
            2 | "data":"1"                 | "data":1
            2 | "NON_COMPLIANT"            | "PERHAPS"
            2 | "name":"OpenSCAP"          | "name":"OpenSCAP","failure":"SCANNER_ERROR"
            3 | "NOT_APPLICABLE"           | "NO_IDEA"
            3 | "https://assay.test/       | "not a link/
            5 | "vulnerability.openscap"   | "openscap"
            5 | "contents":[               | "contents":[7,
            5 | "contentVersion"           | "content"
            4 | "DENY"                     | "deny"
            4 | "exception":               | "waiver":
            4 | "until":"                  | "until":"tomorrow
            4 | ["CVE-2030-0001            | [7,"CVE-2030-0001
            """)
    void shouldRefuseWhatIsWrong(int event, String right, String wrong) {
        // Given
        CloudEvent sent = events().toList().get(event);

        // When
        String broken = data(sent).replace(right, wrong);

        // Then
        assertThat(broken).isNotEqualTo(data(sent));
        assertThat(SchemaValidator.problems(schemaOf(sent), broken)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void shouldNameEachSchemaAsTheEventsDo(EventType type) throws IOException {
        JsonNode schema;
        try (InputStream in = type.schemaResource().openStream()) {
            schema = MAPPER.readTree(in);
        }
        assertThat(schema.path("$id").asText()).isEqualTo(type.dataSchema().toString());
        assertThat(schema.path("title").asText()).isEqualTo(type.type());
    }

    @ParameterizedTest
    @CsvSource({
        "common.v1",
        "image-event.v1",
        "quality-annotation.v1",
        "scan-completed.v1",
        "scan-failed.v1",
        "scan-request.v1",
        "scanner-announced.v1",
        "verdict.v1"
    })
    void shouldBeLegalSchemas(String name) throws IOException {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        List<?> problems = registry.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(resource(name), InputFormat.JSON);
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldListEveryReasonAndDecision() throws IOException {
        JsonNode reasons = MAPPER.readTree(resource("common.v1")).at("/$defs/failureReason/enum");
        JsonNode decisions = MAPPER.readTree(resource("verdict.v1")).at("/properties/decision/enum");
        assertThat(MAPPER.convertValue(reasons, FailureReason[].class)).containsExactly(FailureReason.values());
        assertThat(MAPPER.convertValue(decisions, Decision[].class)).containsExactly(Decision.values());
    }

    private static String schemaOf(CloudEvent event) {
        return Objects.requireNonNull(event.getDataSchema()).toString();
    }

    private static String data(CloudEvent event) {
        return new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SchemaTest.class.getResourceAsStream("/dev/assay/contract/schema/" + name + ".json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
