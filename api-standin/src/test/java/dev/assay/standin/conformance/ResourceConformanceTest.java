package dev.assay.standin.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same for every resource. */
abstract class ResourceConformanceTest extends ConformanceTest {
    static final String METADATA = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    static final String METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    static final String TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1";

    /** Path of the collection that objects are created in. */
    abstract String collection();

    abstract String kind();

    /** The least that is a valid object of that name. */
    abstract ObjectNode object(String name);

    /** A name that the resource refuses. */
    abstract String badName();

    final String path(String name) {
        return collection() + "/" + ApiClient.escaped(name);
    }

    final Answer create(String name) {
        return create(name, object(name));
    }

    final Answer create(String name, ObjectNode object) {
        removeLater(path(name));
        Answer answer = api().post(collection(), object.toString());
        assertThat(answer.status()).as("creating answered %s", answer.body()).isEqualTo(201);
        return answer;
    }

    final ObjectNode labelled(String name, String label, String value) {
        ObjectNode object = object(name);
        object.withObject("/metadata/labels").put(label, value);
        return object;
    }

    static String annotation(String key, String value) {
        return "{\"metadata\":{\"annotations\":{\"" + key + "\":" + value + "}}}";
    }

    static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.path("items").spliterator(), false)
                .map(item -> item.at("/metadata/name").asText())
                .toList();
    }

    @Test
    void shouldSetServerFieldsOnCreate() {
        // Given
        String name = unique();
        ObjectNode object = object(name);
        object.withObject("/metadata").put("uid", "mine").put("creationTimestamp", "2001-01-01T00:00:00Z");
        // When
        Answer answer = create(name, object);
        // Then
        JsonNode metadata = answer.body().path("metadata");
        assertThat(metadata.path("uid").asText()).hasSize(36);
        assertThat(metadata.path("creationTimestamp").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")
                .doesNotStartWith("2001");
        assertThat(metadata.path("resourceVersion").asText()).matches("\\d+");
        assertThat(answer.body().path("kind").asText()).isEqualTo(kind());
        assertThat(api().get(path(name)).body()).isEqualTo(answer.body());
    }

    @Test
    void shouldRefuseASecondObjectOfTheSameName() {
        // Given
        String name = unique();
        create(name);
        // When
        Answer answer = api().post(collection(), object(name).toString());
        // Then
        assertStatus(answer, 409, "AlreadyExists");
        assertThat(answer.body().at("/details/name").asText()).isEqualTo(name);
    }

    @Test
    void shouldRefuseAResourceVersionOnCreate() {
        // Given
        String name = unique();
        removeLater(path(name));
        ObjectNode object = object(name);
        object.withObject("/metadata").put("resourceVersion", "1");
        // When
        Answer answer = api().post(collection(), object.toString());
        // Then
        assertThat(answer.status()).isEqualTo(500);
        assertThat(api().get(path(name)).status()).isEqualTo(404);
    }

    @Test
    void shouldMakeANameFromAPrefix() {
        // Given
        String prefix = unique() + "-";
        ObjectNode object = object("");
        object.withObject("/metadata").put("generateName", prefix).remove("name");
        // When
        Answer answer = api().post(collection(), object.toString());
        // Then
        String name = answer.body().at("/metadata/name").asText();
        removeLater(path(name));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(name).startsWith(prefix).hasSize(prefix.length() + 5);
    }

    @Test
    void shouldRefuseANamelessObject() {
        // Given
        ObjectNode object = object("");
        object.withObject("/metadata").remove("name");
        // When
        Answer answer = api().post(collection(), object.toString());
        // Then
        assertStatus(answer, 422, "Invalid");
        assertThat(answer.body().at("/details/causes/0/field").asText()).isEqualTo("metadata.name");
    }

    @Test
    void shouldRefuseABadName() {
        // Given
        ObjectNode object = object(badName());
        // When
        Answer answer = api().post(collection(), object.toString());
        // Then
        assertStatus(answer, 422, "Invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PATCH", "DELETE"})
    void shouldAnswerNotFound(String method) {
        // Given
        String name = unique();
        // When
        Answer answer = api().send(method, path(name), ApiClient.MERGE, method.equals("PATCH") ? "{}" : "");
        // Then
        assertStatus(answer, 404, "NotFound");
        assertThat(answer.body().at("/details/name").asText()).isEqualTo(name);
    }

    @Test
    void shouldRefuseAPutOfAnObjectThatIsNotThere() {
        // Given
        String name = unique();
        ObjectNode object = object(name);
        object.withObject("/metadata").put("resourceVersion", "1");
        // When
        Answer answer = api().put(path(name), object.toString());
        // Then
        assertStatus(answer, 404, "NotFound");
    }

    @Test
    void shouldMergeAPatchAndDeleteWhatItSetsToNull() {
        // Given
        String name = unique();
        ObjectNode object = object(name);
        object.withObject("/metadata/annotations").put("example.com/keep", "1").put("example.com/drop", "2");
        create(name, object);
        // When
        Answer answer = api().patch(
                        path(name),
                        "{\"metadata\":{\"annotations\":{\"example.com/drop\":null,\"example.com/new\":\"3\"}}}");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/metadata/annotations"))
                .isEqualTo(ApiClient.parse("{\"example.com/keep\":\"1\",\"example.com/new\":\"3\"}"));
    }

    @Test
    void shouldLeaveAnObjectAloneWhenAPatchChangesNothing() {
        // Given
        String name = unique();
        create(name);
        Answer first = api().patch(path(name), annotation("example.com/a", "\"1\""));
        // When
        Answer second = api().patch(path(name), annotation("example.com/a", "\"1\""));
        // Then
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void shouldRefuseAPatchOfAnObjectThatHasChanged() {
        // Given
        String name = unique();
        String before = create(name).resourceVersion();
        String patch =
                "{\"metadata\":{\"resourceVersion\":\"" + before + "\",\"annotations\":{\"example.com/mine\":\"1\"}}}";
        Answer other = api().patch(path(name), annotation("example.com/other", "\"1\""));
        // When
        Answer answer = api().patch(path(name), patch);
        // Then
        assertStatus(answer, 409, "Conflict");
        assertThat(api().patch(path(name), patch.replace(before, other.resourceVersion()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseAPatchOfAnotherObjectOfTheSameName() {
        // Given
        String name = unique();
        String uid = create(name).uid();
        api().delete(path(name));
        String current = create(name).uid();
        String patch = "{\"metadata\":{\"uid\":\"" + uid + "\",\"annotations\":{\"example.com/mine\":\"1\"}}}";
        // When
        Answer answer = api().patch(path(name), patch);
        // Then
        assertStatus(answer, 409, "Conflict");
        assertThat(api().patch(path(name), patch.replace(uid, current)).status())
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseAPutWithoutAResourceVersion() {
        // Given
        String name = unique();
        create(name);
        // When
        Answer answer = api().put(path(name), object(name).toString());
        // Then
        assertStatus(answer, 422, "Invalid");
        assertThat(answer.body().at("/details/causes/0/field").asText()).isEqualTo("metadata.resourceVersion");
    }

    @Test
    void shouldRefuseAPutOfAnObjectThatHasChanged() {
        // Given
        String name = unique();
        ObjectNode stale = create(name).body().deepCopy();
        Answer newer = api().patch(path(name), annotation("example.com/other", "\"1\""));
        stale.withObject("/metadata/annotations").put("example.com/mine", "1");
        // When
        Answer answer = api().put(path(name), stale.toString());
        // Then
        assertStatus(answer, 409, "Conflict");
        stale.withObject("/metadata").put("resourceVersion", newer.resourceVersion());
        Answer again = api().put(path(name), stale.toString());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().at("/metadata/annotations"))
                .as("a PUT replaces the whole map")
                .isEqualTo(ApiClient.parse("{\"example.com/mine\":\"1\"}"));
    }

    @Test
    void shouldRefuseAPutAboutAnotherName() {
        // Given
        String name = unique();
        ObjectNode object = create(name).body().deepCopy();
        object.withObject("/metadata").put("name", unique());
        // When
        Answer answer = api().put(path(name), object.toString());
        // Then
        assertStatus(answer, 400, "BadRequest");
    }

    @Test
    void shouldTakeAnnotationsUpToTheLimitAndNoMore() {
        // Given
        String name = unique();
        create(name);
        String key = "example.com/big";
        String most = "x".repeat(256 * 1024 - key.length());
        // When
        Answer atLimit = api().patch(path(name), annotation(key, "\"" + most + "\""));
        Answer above = api().patch(path(name), annotation(key, "\"" + most + "x\""));
        // Then
        assertThat(atLimit.status()).isEqualTo(200);
        assertStatus(above, 422, "Invalid");
        assertThat(above.body().at("/details/causes/0/field").asText()).isEqualTo("metadata.annotations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "3", "{\"a\":\"b\"}", "[\"a\"]"})
    void shouldRefuseAnAnnotationThatIsNoString(String value) {
        // Given
        String name = unique();
        Answer before = create(name);
        // When
        Answer answer = api().patch(path(name), annotation("example.com/a", value));
        // Then
        assertThat(answer.status()).as("answered %s", answer.body()).isIn(400, 422);
        assertThat(api().get(path(name)).body()).isEqualTo(before.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "/a", "a/", "a/b/c", "UPPER.example/ü", "example.com/-a", "exa_mple.com/a"})
    void shouldRefuseAnAnnotationKeyThatIsNone(String key) {
        // Given
        String name = unique();
        create(name);
        // When
        Answer answer = api().patch(path(name), annotation(key, "\"1\""));
        // Then
        assertStatus(answer, 422, "Invalid");
    }

    @Test
    void shouldStoreNothingOnADryRun() {
        // Given
        String name = unique();
        Answer before = create(name);
        String other = unique();
        removeLater(path(other));
        // When
        Answer patched = api().patch(path(name) + "?dryRun=All", annotation("example.com/a", "\"1\""));
        Answer made = api().post(collection() + "?dryRun=All", object(other).toString());
        Answer deleted = api().delete(path(name) + "?dryRun=All");
        // Then
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.body().at("/metadata/annotations/example.com~1a").asText())
                .isEqualTo("1");
        assertThat(made.status()).isEqualTo(201);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(api().get(path(name)).body()).isEqualTo(before.body());
        assertThat(api().get(path(other)).status()).isEqualTo(404);
    }

    @Test
    void shouldRefuseAnUnknownDryRun() {
        // Given
        String name = unique();
        create(name);
        // When
        Answer answer = api().patch(path(name) + "?dryRun=Some", annotation("example.com/a", "\"1\""));
        // Then
        assertThat(answer.status()).isIn(400, 422);
    }

    @Test
    void shouldDeleteOnlyTheObjectThatIsMeant() {
        // Given
        String name = unique();
        Answer made = create(name);
        String options = "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"preconditions\":{\"uid\":\"%s\"}}";
        // When
        Answer refused = api().send("DELETE", path(name), "application/json", options.formatted("another"));
        Answer deleted = api().send("DELETE", path(name), "application/json", options.formatted(made.uid()));
        // Then
        assertStatus(refused, 409, "Conflict");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(api().get(path(name)).status()).isEqualTo(404);
    }

    @Test
    void shouldKeepAnObjectUntilItsLastFinalizerIsGone() {
        // Given
        String name = unique();
        ObjectNode object = object(name);
        object.withObject("/metadata").putArray("finalizers").add("example.com/wait");
        create(name, object);
        // When
        Answer deleted = api().delete(path(name));
        Answer waiting = api().get(path(name));
        Answer released = api().patch(path(name), "{\"metadata\":{\"finalizers\":null}}");
        // Then
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(waiting.body().at("/metadata/deletionTimestamp").asText()).isNotBlank();
        assertThat(released.status()).isEqualTo(200);
        assertThat(api().get(path(name)).status()).isEqualTo(404);
    }

    @Test
    void shouldShowTheSameStateOnAllPages() {
        // Given
        String run = unique();
        List<String> names = IntStream.range(0, 5).mapToObj(i -> run + "-" + i).toList();
        names.forEach(name -> create(name, labelled(name, "run", run)));
        String list = collection() + "?limit=2&labelSelector=run%3D" + run;
        // When
        Answer first = api().get(list);
        api().delete(path(names.get(3)));
        create(run + "-9", labelled(run + "-9", "run", run));
        List<String> seen = new ArrayList<>(names(first.body()));
        Answer page = first;
        while (page.body().at("/metadata/continue").asText("").length() > 0) {
            page = api().get(list + "&continue="
                    + ApiClient.escaped(page.body().at("/metadata/continue").asText()));
            assertThat(page.resourceVersion()).isEqualTo(first.resourceVersion());
            seen.addAll(names(page.body()));
        }
        // Then
        assertThat(first.body().path("kind").asText()).isEqualTo(kind() + "List");
        assertThat(names(first.body())).hasSize(2);
        assertThat(seen).isEqualTo(names);
    }

    @Test
    void shouldRefuseAContinueTokenThatIsNone() {
        // Given
        String list = collection() + "?limit=2&continue=";
        // When
        Answer answer = api().get(list + "bogus");
        // Then
        assertStatus(answer, 400, "BadRequest");
    }

    @Test
    void shouldRefuseAResourceVersionFromTheFuture() {
        // Given
        String future = Long.toString(Long.parseLong(api().get(collection()).resourceVersion()) + 1_000_000_000);
        // When
        Answer answer = api().get(collection() + "?resourceVersionMatch=NotOlderThan&resourceVersion=" + future);
        // Then
        assertStatus(answer, 504, "Timeout");
        assertThat(answer.body().at("/details/causes/0/reason").asText()).isEqualTo("ResourceVersionTooLarge");
    }

    @Test
    void shouldSelectByName() {
        // Given
        String name = unique();
        create(name);
        create(name + "-other");
        // When
        Answer answer = api().get(collection() + "?fieldSelector=" + ApiClient.escaped("metadata.name=" + name));
        // Then
        assertThat(names(answer.body())).containsExactly(name);
    }

    @Test
    void shouldRefuseAFieldThatCannotBeSelected() {
        // Given
        String selector = ApiClient.escaped("spec.nonsense=1");
        // When
        Answer answer = api().get(collection() + "?fieldSelector=" + selector);
        // Then
        assertStatus(answer, 400, "BadRequest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tier=a | 0",
                "tier==a | 0",
                "tier!=a | 1 2",
                "tier in (a,b) | 0 1",
                "tier notin (a, b) | 2",
                "tier | 0 1",
                "!tier | 2",
                "tier,tier!=b | 0"
            })
    void shouldSelectByLabels(String selector, String expected) {
        // Given
        String run = unique();
        create(run + "-0", labelled(labelled(run + "-0", "run", run), "tier", "a"));
        create(run + "-1", labelled(labelled(run + "-1", "run", run), "tier", "b"));
        create(run + "-2", labelled(run + "-2", "run", run));
        // When
        Answer answer = api().get(collection() + "?labelSelector=" + ApiClient.escaped("run=" + run + "," + selector));
        // Then
        assertThat(String.join(" ", names(answer.body())).replace(run + "-", ""))
                .isEqualTo(expected);
    }

    private static ObjectNode labelled(ObjectNode object, String label, String value) {
        object.withObject("/metadata/labels").put(label, value);
        return object;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b=c", "a in b", "=a", "a,,b", "a b"})
    void shouldRefuseALabelSelectorThatIsNone(String selector) {
        // Given
        String query = "?labelSelector=" + ApiClient.escaped(selector);
        // When
        Answer answer = api().get(collection() + query);
        // Then
        assertStatus(answer, 400, "BadRequest");
    }

    @Test
    void shouldServeMetadataAlone() {
        // Given
        String name = unique();
        JsonNode full = create(name).body();
        String selector = "?fieldSelector=" + ApiClient.escaped("metadata.name=" + name);
        // When
        JsonNode one = api().get(path(name), METADATA + ",application/json").body();
        JsonNode list = api().get(collection() + selector, METADATA_LIST + ",application/json")
                .body();
        JsonNode patched = api().get(path(name), METADATA).body();
        // Then
        assertThat(one.path("kind").asText()).isEqualTo("PartialObjectMetadata");
        assertThat(one.path("apiVersion").asText()).isEqualTo("meta.k8s.io/v1");
        assertThat(one.path("metadata")).isEqualTo(full.path("metadata"));
        assertThat(one).hasSize(3);
        assertThat(list.path("kind").asText()).isEqualTo("PartialObjectMetadataList");
        assertThat(list.at("/items/0/metadata/name").asText()).isEqualTo(name);
        assertThat(list.at("/items/0")).hasSize(3);
        assertThat(patched).isEqualTo(one);
    }

    @Test
    void shouldServeATableWithWhatIsAskedToBeIncluded() {
        // Given
        String name = unique();
        create(name);
        String list = collection() + "?fieldSelector=" + ApiClient.escaped("metadata.name=" + name);
        // When
        JsonNode plain = api().get(list, TABLE + ",application/json").body();
        JsonNode bare = api().get(list + "&includeObject=None", TABLE).body();
        JsonNode whole = api().get(list + "&includeObject=Object", TABLE).body();
        // Then
        assertThat(plain.path("kind").asText()).isEqualTo("Table");
        assertThat(plain.at("/columnDefinitions/0/name").asText()).isEqualTo("Name");
        assertThat(plain.at("/metadata/resourceVersion").asText()).isNotBlank();
        assertThat(plain.at("/rows/0/cells/0").asText()).isEqualTo(name);
        assertThat(plain.at("/rows/0/object/kind").asText()).isEqualTo("PartialObjectMetadata");
        assertThat(bare.at("/rows/0/object").isNull()
                        || bare.at("/rows/0/object").isMissingNode())
                .isTrue();
        assertThat(whole.at("/rows/0/object/kind").asText()).isEqualTo(kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/json;as=Nonsense;g=meta.k8s.io;v=v1",
                "application/json;as=Table;g=meta.k8s.io;v=v9",
                "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"
            })
    void shouldRefuseToAnswerAListInAnUnknownForm(String accept) {
        // Given
        String list = collection() + "?limit=1";
        // When
        Answer answer = api().get(list, accept);
        // Then
        assertThat(answer.status()).isEqualTo(406);
    }

    @Test
    void shouldTakeTheSecondChoiceWhereTheFirstIsUnknown() {
        // Given
        String accept = "application/nonsense,application/json;as=Nonsense;g=meta.k8s.io;v=v1,application/json;q=0.5";
        // When
        Answer answer = api().get(collection() + "?limit=1", accept);
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("kind").asText()).isEqualTo(kind() + "List");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTellWhatHappensAfterAResourceVersion(boolean webSocket) throws Exception {
        // Given
        String name = unique();
        String start = api().get(collection() + "?limit=1").resourceVersion();
        String query =
                "?watch=true&resourceVersion=" + start + "&fieldSelector=" + ApiClient.escaped("metadata.name=" + name);
        create(name);
        create(name + "-other");
        // When
        try (Watch watch = webSocket ? api().webSocketWatch(collection() + query) : api().watch(collection() + query)) {
            String added = watch.nextBrief();
            Answer patched = api().patch(path(name), annotation("example.com/a", "\"1\""));
            JsonNode modified = watch.next();
            api().patch(path(name), annotation("example.com/a", "\"1\""));
            api().delete(path(name));
            JsonNode deleted = watch.next();
            // Then
            assertThat(added).isEqualTo("ADDED " + name);
            assertThat(modified.path("type").asText()).isEqualTo("MODIFIED");
            assertThat(modified.path("object")).isEqualTo(patched.body());
            assertThat(deleted.path("type").asText()).isEqualTo("DELETED");
            assertThat(deleted.at("/object/metadata/annotations/example.com~1a").asText())
                    .isEqualTo("1");
            assertThat(Long.parseLong(
                            deleted.at("/object/metadata/resourceVersion").asText()))
                    .isGreaterThan(Long.parseLong(patched.resourceVersion()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&resourceVersion=0"})
    void shouldTellWhatIsThereToAWatchThatDoesNotSayFromWhere(String from) throws Exception {
        // Given
        String run = unique();
        create(run + "-0", labelled(run + "-0", "run", run));
        create(run + "-1", labelled(run + "-1", "run", run));
        // When
        try (Watch watch = api().watch(collection() + "?watch=1&labelSelector=run%3D" + run + from)) {
            List<String> initial = List.of(watch.nextBrief(), watch.nextBrief());
            api().delete(path(run + "-0"));
            // Then
            assertThat(initial).containsExactlyInAnyOrder("ADDED " + run + "-0", "ADDED " + run + "-1");
            assertThat(watch.nextBrief()).isEqualTo("DELETED " + run + "-0");
        }
    }

    @Test
    void shouldTellOfObjectsThatEnterOrLeaveASelection() throws Exception {
        // Given
        String run = unique();
        String name = run + "-0";
        String start = create(name).resourceVersion();
        String query = "?watch=1&resourceVersion=" + start + "&labelSelector=run%3D" + run;
        // When
        try (Watch watch = api().watch(collection() + query)) {
            api().patch(path(name), "{\"metadata\":{\"labels\":{\"run\":\"" + run + "\"}}}");
            api().patch(path(name), annotation("example.com/a", "\"1\""));
            api().patch(path(name), "{\"metadata\":{\"labels\":{\"run\":null}}}");
            // Then
            assertThat(watch.nextBrief()).isEqualTo("ADDED " + name);
            assertThat(watch.nextBrief()).isEqualTo("MODIFIED " + name);
            assertThat(watch.nextBrief()).isEqualTo("DELETED " + name);
        }
    }

    @Test
    void shouldWatchMetadataAlone() throws Exception {
        // Given
        String name = unique();
        create(name);
        String query = "?watch=1&fieldSelector=" + ApiClient.escaped("metadata.name=" + name);
        // When
        try (Watch watch = api().watch(collection() + query, METADATA + ",application/json")) {
            JsonNode event = watch.next();
            // Then
            assertThat(event.at("/object/kind").asText()).isEqualTo("PartialObjectMetadata");
            assertThat(event.at("/object/metadata/name").asText()).isEqualTo(name);
            assertThat(event.at("/object")).hasSize(3);
        }
    }

    @Test
    void shouldWatchTablesAndNameTheColumnsOnce() throws Exception {
        // Given
        String name = unique();
        create(name);
        String query = "?watch=1&includeObject=Metadata&fieldSelector=" + ApiClient.escaped("metadata.name=" + name);
        // When
        try (Watch watch = api().watch(collection() + query, TABLE)) {
            JsonNode first = watch.next().path("object");
            api().patch(path(name), annotation("example.com/a", "\"1\""));
            JsonNode second = watch.next().path("object");
            // Then
            assertThat(first.path("kind").asText()).isEqualTo("Table");
            assertThat(first.at("/columnDefinitions/0/name").asText()).isEqualTo("Name");
            assertThat(first.at("/rows/0/cells/0").asText()).isEqualTo(name);
            assertThat(second.path("columnDefinitions")).isEmpty();
            assertThat(second.at("/rows/0/object/metadata/annotations/example.com~1a")
                            .asText())
                    .isEqualTo("1");
        }
    }

    @Test
    void shouldEndAWatchWhenItsTimeIsOver() throws Exception {
        // Given
        String start = api().get(collection() + "?limit=1").resourceVersion();
        // When
        try (Watch watch = api().watch(collection() + "?watch=1&timeoutSeconds=1&labelSelector=run%3D" + unique()
                + "&resourceVersion=" + start)) {
            // Then
            assertThat(watch.status()).isEqualTo(200);
            assertThat(watch.nextBrief()).isEqualTo("END");
        }
    }

    @Test
    void shouldApplyAJsonPatch() {
        // Given
        String name = unique();
        ObjectNode object = object(name);
        object.withObject("/metadata/annotations").put("example.com/a", "1");
        create(name, object);
        String patch = "[{\"op\":\"test\",\"path\":\"/metadata/annotations/example.com~1a\",\"value\":\"%s\"},"
                + "{\"op\":\"replace\",\"path\":\"/metadata/annotations/example.com~1a\",\"value\":\"2\"}]";
        // When
        Answer applied = api().send("PATCH", path(name), "application/json-patch+json", patch.formatted("1"));
        Answer refused = api().send("PATCH", path(name), "application/json-patch+json", patch.formatted("1"));
        // Then
        assertThat(applied.status()).isEqualTo(200);
        assertThat(applied.body().at("/metadata/annotations/example.com~1a").asText())
                .isEqualTo("2");
        assertStatus(refused, 422, "Invalid");
    }

    @Test
    void shouldRefuseAPatchOfAnUnknownKind() {
        // Given
        String name = unique();
        create(name);
        // When
        Answer answer = api().send("PATCH", path(name), "application/json", annotation("example.com/a", "\"1\""));
        // Then
        assertStatus(answer, 415, "UnsupportedMediaType");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "", "\"text\"", "{\"kind\":\"Nonsense\",\"apiVersion\":\"v1\"}"})
    void shouldRefuseABodyThatIsNoSuchObject(String body) {
        // Given
        String path = collection();
        // When
        Answer answer = api().post(path, body);
        // Then
        assertStatus(answer, 400, "BadRequest");
    }

    @Test
    void shouldRefuseABodyThatIsTooLarge() {
        // Given
        String name = unique();
        create(name);
        String huge = annotation("example.com/a", "\"" + "x".repeat(3 * 1024 * 1024) + "\"");
        // When
        Answer answer = api().patch(path(name), huge);
        // Then
        assertStatus(answer, 413, "RequestEntityTooLarge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", ""})
    void shouldRefuseAWrongToken(String token) {
        // Given
        ApiClient stranger = api().withToken(token);
        // When
        Answer answer = stranger.get(collection());
        // Then
        assertThat(answer.status()).isIn(401, 403);
    }

    @Test
    void shouldRefuseAVerbThatACollectionDoesNotHave() {
        // Given
        String body = "{}";
        // When
        Answer answer = api().patch(collection(), body);
        // Then
        assertStatus(answer, 405, "MethodNotAllowed");
    }

    @Test
    void shouldDropUnknownFieldsWithAWarningOrRefuseThemStrictly() {
        // Given
        String name = unique();
        ObjectNode object = object(name).put("nonsense", 1);
        // When
        Answer strict = api().post(collection() + "?fieldValidation=Strict", object.toString());
        Answer warned = create(name, object);
        // Then
        assertStatus(strict, 400, "BadRequest");
        assertThat(strict.body().path("message").asText()).contains("nonsense");
        assertThat(warned.body().has("nonsense")).isFalse();
        assertThat(warned.warnings()).singleElement().asString().contains("nonsense");
    }
}
